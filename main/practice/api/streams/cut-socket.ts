import type { Duplex } from 'node:stream';

/** Lets so many bytes out, then ends the connection in the middle of whatever it is saying. */
export function cutAfter(socket: Duplex, bytes: number): void {
  const write = socket.write.bind(socket);
  let left = bytes;
  const limited = (chunk: unknown, ...rest: readonly unknown[]): boolean => {
    const encoding = typeof rest[0] === 'string' && Buffer.isEncoding(rest[0]) ? rest[0] : 'utf8';
    const data = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk), encoding);
    const done = rest.find((argument) => typeof argument === 'function');
    const passed = data.subarray(0, left);
    left -= passed.length;
    write(passed, () => {
      if (left === 0) socket.destroy();
      if (typeof done === 'function') Reflect.apply(done, undefined, []);
    });
    return left > 0;
  };
  Object.defineProperty(socket, 'write', { value: limited, configurable: true, writable: true });
}
