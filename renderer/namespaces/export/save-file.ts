/** A browser may read the address later than the click. */
const KEPT_MS = 60_000;

/** Hands a file to whoever shows the page: a browser's downloads, or the desktop's dialog. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
