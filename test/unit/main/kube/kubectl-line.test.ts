import { execFileSync } from 'node:child_process';

import { describe, expect, it } from 'vitest';

import { kubectlLine, quoteForShell } from '../../../../main/kube/kubectl-line.ts';

describe('kubectlLine', () => {
  it('names the context and the Kubernetes namespace before the command', () => {
    expect(kubectlLine({ context: 'kube-lab-1', kubeNamespace: 'default' }, ['exec', '-it', 'web', '--', 'sh'])).toBe(
      'kubectl --context kube-lab-1 -n default exec -it web -- sh',
    );
  });

  it('leaves the Kubernetes namespace out where there is none', () => {
    expect(kubectlLine({ context: 'a' }, ['get', 'nodes'])).toBe('kubectl --context a get nodes');
  });

  it('quotes what a shell would read as more than one word', () => {
    expect(kubectlLine({ context: 'my cluster' }, ['get', 'pods'])).toBe("kubectl --context 'my cluster' get pods");
  });
});

describe('quoteForShell', () => {
  const words = ['', 'a b', "it's", '$(touch /tmp/x)', '`id`', '*', 'a;b', '-x=~/y', '\\', 'é', '"', '!', '=ls', '#no'];

  it.each([...words, 'two\nlines', "tab\tand 'quote' \\", '\u001b[31m'])('survives a shell: %j', (word) => {
    expect(execFileSync('bash', ['-c', `printf %s ${quoteForShell(word)}`], { encoding: 'utf8' })).toBe(word);
  });

  it('lets no control character through', () => {
    expect(quoteForShell('a\u001b]0;x\u0007\n')).toBe(`$'a\\x1b]0;x\\x07\\n'`);
  });
});
