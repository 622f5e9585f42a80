/**
 * The walk on the practice cluster, in the browser as whoever runs the tests and in Electron as an ordinary user: nothing of the
 * host depends on the user, nor anything of the Java part on either. `KESAKO_WALK=whole` takes every part in all four ways.
 */
import { ordinaryUser } from './ordinary-user.ts';
import { runOnHosts, type Counts } from './test-suites.ts';

const WHOLE = { web: '@walk', electron: '@walk' } as const;
const IN_BROWSER = { web: '@web-server|@jdk' } as const;
const IN_ELECTRON = { electron: '@web-server' } as const;

export async function walkOnPractice(names: readonly string[]): Promise<readonly Counts[]> {
  const isWhole = process.env['KESAKO_WALK'] === 'whole';
  const first = await runOnHosts(isWhole ? WHOLE : IN_BROWSER, { names });
  const user = ordinaryUser();
  if (typeof user === 'string') {
    console.log(`kesako: the walk was not repeated as another user: ${user}`);
    return isWhole ? first : [...first, ...(await runOnHosts(IN_ELECTRON, { names }))];
  }
  console.log('kesako: the walk again, as an ordinary user');
  return [...first, ...(await runOnHosts(isWhole ? WHOLE : IN_ELECTRON, { names, user }))];
}
