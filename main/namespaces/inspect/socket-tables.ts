/** The tables of a net namespace, /proc/PID/net: which inode is which socket. Pure. */
import type { SocketEnds } from '../../../preload/contract/namespaces.ts';
import { visibleText } from '../../kube/index.ts';

export const SOCKET_TABLES = ['tcp', 'tcp6', 'udp', 'udp6', 'unix'] as const;
export type SocketTable = (typeof SOCKET_TABLES)[number];

/** `include/net/tcp_states.h`, from 1. */
const STATES = [
  'ESTABLISHED',
  'SYN_SENT',
  'SYN_RECV',
  'FIN_WAIT1',
  'FIN_WAIT2',
  'TIME_WAIT',
  'CLOSE',
  'CLOSE_WAIT',
  'LAST_ACK',
  'LISTEN',
  'CLOSING',
  'NEW_SYN_RECV',
] as const;

const UNIX_TYPES: Readonly<Record<string, string>> = { '0001': 'STREAM', '0002': 'DGRAM', '0005': 'SEQPACKET' };
/** `__SO_ACCEPTCON` of the flags. */
const ACCEPTS = 0x10000;
const UNIX_NAME_LIMIT = 256;

/** `sl local remote st queues timer retransmits uid timeout inode`. */
const INTERNET_LINE =
  /^ *\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{2}) \S+ \S+ \S+ +\d+ +\d+ (\d+)/;
/** `Num RefCount Protocol Flags Type St Inode Path`; a path may hold anything but a line end is the kernel's. */
const UNIX_LINE = /^[0-9a-f]+: [0-9A-F]{8} [0-9A-F]{8} ([0-9A-F]{8}) ([0-9A-F]{4}) [0-9A-F]{2} +(\d+)(?: (.*))?$/;

export function readSocketTable(table: SocketTable, bytes: Uint8Array): ReadonlyMap<string, SocketEnds> {
  const sockets = new Map<string, SocketEnds>();
  for (const line of Buffer.from(bytes).toString('utf8').split('\n')) {
    const [inode, socket] = (table === 'unix' ? readUnixLine(line) : readInternetLine(table, line)) ?? [];
    // The first line of an inode is the kernel's: a path with a line end can only add lines after its own.
    if (inode !== undefined && socket !== undefined && !sockets.has(inode)) sockets.set(inode, socket);
  }
  return sockets;
}

function readInternetLine(
  protocol: Exclude<SocketTable, 'unix'>,
  line: string,
): readonly [string, SocketEnds] | undefined {
  const [, localAddress = '', localPort = '', peerAddress = '', peerPort = '', state = '', inode] =
    INTERNET_LINE.exec(line) ?? [];
  if (inode === undefined) return undefined;
  const word = STATES[Number.parseInt(state, 16) - 1] ?? state;
  const peer = endOf(peerAddress, peerPort);
  const isConnected = Number.parseInt(peerPort, 16) !== 0;
  return [
    inode,
    {
      protocol,
      // A datagram socket without a peer is CLOSE to the kernel, which nobody would take for one that receives.
      state: protocol.startsWith('udp') && word === 'CLOSE' ? 'UNCONNECTED' : word,
      local: endOf(localAddress, localPort),
      ...(isConnected ? { peer } : {}),
    },
  ];
}

function readUnixLine(line: string): readonly [string, SocketEnds] | undefined {
  const [, flags = '', type = '', inode, path] = UNIX_LINE.exec(line) ?? [];
  if (inode === undefined) return undefined;
  const accepts = (Number.parseInt(flags, 16) & ACCEPTS) !== 0;
  return [
    inode,
    {
      protocol: 'unix',
      state: `${UNIX_TYPES[type] ?? type}${accepts ? ' LISTEN' : ''}`,
      local: path === undefined ? '(no name)' : visibleText(path, UNIX_NAME_LIMIT),
    },
  ];
}

/** The kernel prints each 32 bits of an address as a number of its processor, which is little-endian on both we know. */
function endOf(address: string, port: string): string {
  const bytes = (address.match(/.{8}/g) ?? []).flatMap((word) =>
    (word.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).reverse(),
  );
  const number = Number.parseInt(port, 16);
  return bytes.length === 4 ? `${bytes.join('.')}:${number}` : `[${shortAddress(bytes)}]:${number}`;
}

const MAPPED = '0,0,0,0,0,0,0,0,0,0,255,255';

function shortAddress(bytes: readonly number[]): string {
  if (bytes.slice(0, 12).join(',') === MAPPED) return `::ffff:${bytes.slice(12).join('.')}`;
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16),
  );
  // RFC 5952: the longest run of two or more zero groups is left out, the first of equal ones.
  let [start, length] = [0, 1];
  groups.forEach((_, from) => {
    const end = groups.findIndex((group, index) => index >= from && group !== '0');
    const run = (end < 0 ? groups.length : end) - from;
    if (run > length) [start, length] = [from, run];
  });
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}
