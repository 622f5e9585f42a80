import { describe, expect, it } from 'vitest';

import { problemWords } from '../../../../renderer/problems/problem-words.ts';

describe('problemWords', () => {
  it('names the right that is missing, and keeps the server’s words', () => {
    const message = 'pods "web" is forbidden: User "viewer" cannot patch resource "pods/ephemeralcontainers"';
    const data = { verb: 'patch', resource: 'pods', subresource: 'ephemeralcontainers', kubeNamespace: 'default' };
    expect(problemWords({ code: 'FORBIDDEN', message, data })).toEqual({
      title: 'You may not patch pods/ephemeralcontainers in default.',
      fact: message,
      remedy: 'Ask whoever runs the cluster for a role with this right.',
    });
  });

  it('does not send somebody to the network when the cluster did answer', () => {
    const data = { server: 'https://lab' };
    expect(problemWords({ code: 'UNREACHABLE', message: 'refused', data }).remedy).toContain('network');
    const answered = problemWords({ code: 'UNREACHABLE', message: 'leader changed', data: { ...data, status: 500 } });
    expect(answered.title).toBe('The cluster at https://lab answers with an error of its own (500).');
    expect(answered.remedy).not.toContain('network');
  });

  it('shows what a credential plug-in printed', () => {
    const data = { command: 'aws', stderr: 'SSO session expired', exitCode: 255 };
    expect(problemWords({ code: 'CREDENTIAL_PLUGIN_FAILED', message: 'exit code 255', data }).fact).toBe(
      'exit code 255\nSSO session expired',
    );
  });

  it('says where a manifest is wrong', () => {
    const words = problemWords({ code: 'MANIFEST_INVALID', message: 'Bad indentation', data: { line: 3, column: 5 } });
    expect(words).toEqual({ title: 'The manifest cannot be read at line 3, column 5.', fact: 'Bad indentation' });
  });

  it('takes the message of a code without words of its own', () => {
    const words = problemWords({
      code: 'TOOL_MISSING',
      message: 'There is no tar in the image.',
      data: { tool: 'tar' },
    });
    expect(words).toEqual({ title: 'There is no tar in the image.' });
  });
});
