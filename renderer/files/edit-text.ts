/** A small text as a person changes it, and back to bytes that differ from the file's only where something was changed. Pure. */

export type EditableText =
  | { readonly text: string; readonly lineEnd: '\n' | '\r\n'; readonly reason?: undefined }
  /** A sentence for the person. */
  | { readonly reason: string };

/** `bytes` is the beginning of a file of `sizeBytes`. */
export function editableText(bytes: Uint8Array, sizeBytes: number): EditableText {
  if (bytes.length < sizeBytes)
    return { reason: 'Only small texts are changed here; download this one, or use a terminal.' };
  let text: string;
  try {
    // A byte order mark is a part of the text, so that it is still there afterwards.
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { reason: 'Only texts in UTF-8 are changed here, because no byte of another could be kept for certain.' };
  }
  const ends = text.split('\r\n').length - 1;
  const rest = text.replaceAll('\r\n', '');
  if (rest.includes('\r') || (ends > 0 && rest.includes('\n'))) {
    return { reason: 'Its lines end in different ways, which an editor of the window would make alike.' };
  }
  return { text: text.replaceAll('\r\n', '\n'), lineEnd: ends > 0 ? '\r\n' : '\n' };
}

export function editedBytes(text: string, lineEnd: '\n' | '\r\n'): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(lineEnd === '\n' ? text : text.replaceAll('\n', lineEnd));
}

export function isSameContent(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
