import type { DebugProfile } from '../../../preload/contract/debug-wishes.ts';
import { baseline } from './baseline.ts';
import { general } from './general.ts';
import { legacy } from './legacy.ts';
import { netadmin } from './netadmin.ts';
import type { Profile } from './profile.ts';
import { restricted } from './restricted.ts';
import { sysadmin } from './sysadmin.ts';

export const profiles: Readonly<Record<DebugProfile, Profile>> = {
  legacy,
  general,
  baseline,
  netadmin,
  restricted,
  sysadmin,
};

export type { WithSecurity } from './profile.ts';
