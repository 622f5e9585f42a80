/** A path that a person typed or pasted, as a path of the target's root. Pure. */
export function jumpTarget(typed: string, directory: string): string | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  // What a debug container's shell calls it, and what a stack trace or a log gives with its line.
  const inRoot = text.replace(/^\/proc\/\d+\/root(?=\/|$)/, '').replace(/:\d+(:\d+)?$/, '');
  const names: string[] = [];
  const whole = inRoot.startsWith('/') || inRoot === '' ? inRoot : `${directory}/${inRoot}`;
  for (const name of whole.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}`;
}
