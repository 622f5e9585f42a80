import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** The signals that ask a program to end; a child gets each of them from us, so that nothing is left behind. */
const ENDING_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program with this one's terminal and answers its exit code (128 + number for a signal, as shells do; 127 when
 * it cannot be started). While it runs, this process outlives Ctrl-C, so the child decides how to end.
 *
 * @param {string} command
 * @param {readonly string[]} commandArguments
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>}
 */
export function runInForeground(command, commandArguments, options) {
  return new Promise((resolve) => {
    const child = spawn(command, [...commandArguments], { stdio: 'inherit', ...options });
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      // A terminal sends Ctrl-C to the whole process group: sending it on would press it twice.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of ENDING_SIGNALS) process.on(signal, forward);
    /** @param {number} code */
    const finish = (code) => {
      for (const signal of ENDING_SIGNALS) process.off(signal, forward);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(`kesako: cannot start ${command}: ${error.message}`);
      finish(127);
    });
    child.once('close', (code, signal) => finish(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
