const SECRET_NAME =
  /pass(?:word|phrase|wd)?|pwd|secret|token|credential|(?:api|access|private|account|encryption)[-_.]?key|auth(?!or)/i;

/** Whether what has this name is most likely not for everybody's eyes: a variable, an option, a parameter. */
export function looksLikeSecret(name: string): boolean {
  return SECRET_NAME.test(name);
}
