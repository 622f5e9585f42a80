/** The bytes contradict themselves. Caught where the reading can go on: at the next event, or the next chunk. */
export class Corruption extends Error {
  override readonly name = 'Corruption';
}

/** A RangeError is what the depth or size of a crafted structure ends in, where no limit of ours came first. */
export function unlessCorrupt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Corruption || error instanceof RangeError) return undefined;
    throw error;
  }
}
