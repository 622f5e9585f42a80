/** The bytes contradict themselves. Caught where the reading can go on: at the next event, or the next chunk. */
export class Corruption extends Error {
  override readonly name = 'Corruption';
}
