/**
 * Whether WebGL is drawn by a graphics processor. In software (a virtual machine, a remote desktop) a frame of it costs 50 ms
 * and more, far above what xterm needs to draw the same lines with the DOM.
 */
export function hasFastGraphics(page: Document): boolean {
  const canvas = page.createElement('canvas');
  const context = canvas.getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  if (context === null) return false;
  // Some drivers do not own up to being software.
  const facts = context.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = facts === null ? '' : context.getParameter(facts.UNMASKED_RENDERER_WEBGL);
  // A page has few contexts; this one is given back before the garbage collector would.
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return !/swiftshader|llvmpipe|softpipe|software/i.test(String(renderer));
}
