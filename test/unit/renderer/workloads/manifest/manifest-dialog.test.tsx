// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { AppError, type ManifestChange, type ManifestPlan } from '../../../../../preload/contract/index.ts';
import { ManifestDialog } from '../../../../../renderer/workloads/manifest/manifest-dialog.tsx';
import type { FakeApi } from '../../app/fake-core.ts';
import { renderWithCore } from '../../app/with-core.tsx';

const scope = { context: 'prod', kubeNamespace: 'shop' };
const file = { name: 'web.yaml', text: 'kind: Deployment\n' };

const change = (more: Partial<ManifestChange> = {}): ManifestChange => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  name: 'web',
  kubeNamespace: 'shop',
  action: 'configure',
  before: 'replicas: 1\n',
  after: 'replicas: 2\n',
  warnings: [],
  ...more,
});
const plan = (...changes: readonly ManifestChange[]): ManifestPlan => ({
  changes,
  kubectl: 'kubectl apply -f web.yaml',
});

function open(workloads: FakeApi['workloads'], isProtected = false): void {
  renderWithCore(
    <ManifestDialog scope={scope} mode="apply" file={file} onClose={() => undefined} />,
    { workloads: workloads ?? {} },
    { contexts: { prod: { protected: isProtected } } },
  );
}

const button = (name: string): HTMLElement => screen.getByRole('button', { name });

describe('ManifestDialog', () => {
  afterEach(cleanup);

  it('shows what would change before anything is applied, then what was done', async () => {
    const apply = vi.fn(() => Promise.resolve({ changes: [change()] }));
    open({ planApply: () => Promise.resolve(plan(change())), apply });
    expect(await screen.findByText('will be changed')).toBeTruthy();
    expect(screen.getByRole('group', { name: 'Difference of Deployment web' }).textContent).toContain('replicas: 2');
    expect(apply).not.toHaveBeenCalled();

    await userEvent.click(button('Apply'));
    expect(await screen.findByText('changed')).toBeTruthy();
    expect(apply).toHaveBeenCalledExactlyOnceWith({ ...scope, text: file.text, fileName: file.name });
  });

  it('shows a manifest that cannot be read at its line', async () => {
    const invalid = new AppError('MANIFEST_INVALID', 'Bad indentation', { line: 1, column: 3 });
    open({ planApply: () => Promise.reject(invalid) });
    expect((await screen.findByRole('alert')).textContent).toContain('cannot be read at line 1, column 3');
    expect(document.querySelector('[data-meant]')?.textContent).toBe('kind: Deployment');
    expect(screen.getByRole('textbox', { name: 'Manifest' })).toBeTruthy();
  });

  it('applies nothing when one object is refused', async () => {
    const problem = new AppError('FORBIDDEN', 'no', { verb: 'patch', resource: 'deployments' }).toForm();
    const apply = vi.fn(() => Promise.resolve({ changes: [] }));
    open({ planApply: () => Promise.resolve(plan(change(), change({ name: 'other', problem }))), apply });
    expect(await screen.findByText('refused')).toBeTruthy();
    expect(button('Apply').getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(button('Apply'));
    expect(apply).not.toHaveBeenCalled();
  });

  it('asks for the name of a protected context', async () => {
    const apply = vi.fn(() => Promise.resolve({ changes: [change()] }));
    open({ planApply: () => Promise.resolve(plan(change())), apply }, true);
    const field = await screen.findByRole('textbox', { name: /protected/ });
    await userEvent.click(button('Apply'));
    expect(apply).not.toHaveBeenCalled();
    await userEvent.type(field, 'prod');
    await userEvent.click(button('Apply'));
    await waitFor(() => expect(apply).toHaveBeenCalledOnce());
  });
});
