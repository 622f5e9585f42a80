/**
 * The walk on the practice cluster, in both hosts, as root and as an ordinary user: the web server's part in all four ways, each Java
 * part in one of them, because nothing in it depends on the other. `KESAKO_WALK=whole` takes every part every way.
 */
import { ordinaryUser } from './ordinary-user.ts';
import { runOnHosts, type Counts } from './test-suites.ts';

const WHOLE = { web: '@walk', electron: '@walk' } as const;
const FIRST = { web: '@web-server|@jdk', electron: '@web-server' } as const;
const AGAIN = { web: '@web-server', electron: '@web-server|@busybox' } as const;

export async function walkOnPractice(names: readonly string[]): Promise<readonly Counts[]> {
  const isWhole = process.env['KESAKO_WALK'] === 'whole';
  const first = await runOnHosts(isWhole ? WHOLE : FIRST, { names });
  const user = ordinaryUser();
  if (typeof user === 'string') {
    console.log(`kesako: the walk was not repeated as another user: ${user}`);
    return first;
  }
  console.log('kesako: the walk again, as an ordinary user');
  return [...first, ...(await runOnHosts(isWhole ? WHOLE : AGAIN, { names, user }))];
}
