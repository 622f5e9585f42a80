import { AppError } from '../../../preload/contract/errors.ts';
import type { ClusterAccess, ExecPluginCredential } from '../cluster-access.ts';
import type { Environment } from '../http/proxy.ts';
import type { CredentialSource } from './credential.ts';
import { execInfo, type PluginAnswer, readExecCredential } from './exec-credential.ts';
import { findExecutable } from './find-executable.ts';
import { runProgram } from './run-program.ts';
import { singleFlight } from './single-flight.ts';

/** A credential is renewed this long before it expires, or a tenth of its life before if that is shorter. */
const MARGIN_MS = 60_000;

function refused(plugin: ExecPluginCredential, why: string): AppError {
  return new AppError('CREDENTIAL_PLUGIN_FAILED', `The credential plug-in ${plugin.command} ${why}.`, {
    command: plugin.command,
    ...(plugin.installHint === undefined ? {} : { installHint: plugin.installHint }),
  });
}

/** Credentials from a program that the kubeconfig names; run when one is needed, never for a context nobody opened. */
export function execPluginSource(
  plugin: ExecPluginCredential,
  access: ClusterAccess,
  environment: Environment,
  now: () => number = Date.now,
): CredentialSource {
  let kept: (PluginAnswer & { readonly renewAt: number }) | undefined;

  const runs = singleFlight(async (signal) => {
    if (plugin.interactiveMode === 'Always') throw refused(plugin, 'asks for a terminal, which a window does not have');
    const found = await findExecutable(plugin.command, environment, signal);
    if (found === undefined) throw refused(plugin, 'is not installed, or not in PATH');
    const output = await runProgram(
      {
        command: plugin.command,
        executable: found.path,
        args: plugin.args,
        environment: { ...found.environment, ...plugin.env, KUBERNETES_EXEC_INFO: execInfo(plugin, access) },
        ...(plugin.directory === undefined ? {} : { directory: plugin.directory }),
        ...(plugin.installHint === undefined ? {} : { installHint: plugin.installHint }),
      },
      signal,
    );
    const answer = readExecCredential(plugin, access.context, output);
    const life = (answer.expiresAt ?? Number.POSITIVE_INFINITY) - now();
    kept = { ...answer, renewAt: now() + life - Math.min(MARGIN_MS, life / 10) };
    return answer.credential;
  });

  return {
    current: (signal) => {
      if (kept !== undefined && now() < kept.renewAt) return Promise.resolve(kept.credential);
      return runs.join(signal);
    },
    reject: (credential) => {
      if (kept?.credential === credential) kept = undefined;
      return true;
    },
    dispose: () => {
      kept = undefined;
      runs.dispose();
    },
  };
}
