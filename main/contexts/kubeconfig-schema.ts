/**
 * Entries of a kubeconfig as client-go declares them (`tools/clientcmd/api/v1/types.go`). Fields it does not know are
 * left alone; a known field of another type makes that one entry unusable. Go reads `null` as "not set", and so
 * does `parseKubeconfig`, before anything is checked here.
 */
import { z } from 'zod';

const text = z
  .string()
  .max(64 * 1024)
  .default('');
/** Base64 of a certificate bundle or key; the file limit bounds it. */
const data = z.string().default('');
const flag = z.boolean().default(false);
const texts = z
  .array(z.string().max(64 * 1024))
  .max(1024)
  .default([]);

export const NamedEntry = z.looseObject({ name: z.string().min(1).max(1024) });

export const ClusterEntry = z.object({
  server: text,
  'tls-server-name': text,
  'insecure-skip-tls-verify': flag,
  'certificate-authority': text,
  'certificate-authority-data': data,
  'proxy-url': text,
  'disable-compression': flag,
  extensions: z.array(z.object({ name: z.string(), extension: z.unknown() })).default([]),
});
export type ClusterEntry = z.output<typeof ClusterEntry>;

export const ExecEntry = z.object({
  command: text,
  args: texts,
  env: z
    .array(z.object({ name: z.string(), value: text }))
    .max(1024)
    .default([]),
  apiVersion: text,
  installHint: text,
  provideClusterInfo: flag,
  interactiveMode: text,
});
export type ExecEntry = z.output<typeof ExecEntry>;

export const UserEntry = z.object({
  'client-certificate': text,
  'client-certificate-data': data,
  'client-key': text,
  'client-key-data': data,
  token: text,
  tokenFile: text,
  as: text,
  'as-uid': text,
  'as-groups': texts,
  'as-user-extra': z.record(z.string(), z.array(z.string())).default({}),
  username: text,
  password: text,
  'auth-provider': z.object({ name: text }).optional(),
  exec: ExecEntry.optional(),
});
export type UserEntry = z.output<typeof UserEntry>;

export const ContextEntry = z.object({ cluster: text, user: text, namespace: text });
export type ContextEntry = z.output<typeof ContextEntry>;

export const KubeconfigFrame = z.object({
  apiVersion: z.string().default('v1'),
  kind: z.string().default('Config'),
  'current-context': text,
  clusters: z.array(z.unknown()).default([]),
  users: z.array(z.unknown()).default([]),
  contexts: z.array(z.unknown()).default([]),
});
