/** Asks the API server what this user may do (`kubectl auth can-i`); answers are remembered for a minute. */
import { performance } from 'node:perf_hooks';

import type { AccessAnswer, AccessQuestion } from '../../preload/contract/contexts.ts';
import { toAppError } from '../../preload/contract/errors.ts';
import type { Cluster } from '../kube/index.ts';

const REMEMBER_MS = 60_000;
/** A window asks some twenty questions per Kubernetes namespace. */
const REMEMBERED_LIMIT = 2_000;
/** Asked with a Kubernetes namespace, these would be judged by roles that do not count for them. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set(['nodes', 'persistentvolumes']);

interface Remembered {
  readonly until: number;
  readonly answer: AccessAnswer;
}

export type ReviewAccess = (
  cluster: Cluster,
  kubeNamespace: string,
  questions: readonly AccessQuestion[],
  signal: AbortSignal,
) => Promise<readonly AccessAnswer[]>;

export function createReviewAccess(now: () => number = () => performance.now()): ReviewAccess {
  const remembered = new WeakMap<Cluster, Map<string, Remembered>>();

  const ask = async (
    cluster: Cluster,
    kubeNamespace: string,
    question: AccessQuestion,
    signal: AbortSignal,
  ): Promise<AccessAnswer> => {
    const answers = remembered.get(cluster) ?? new Map<string, Remembered>();
    remembered.set(cluster, answers);
    const key = JSON.stringify([kubeNamespace, question]);
    const known = answers.get(key);
    if (known !== undefined && known.until > now()) return known.answer;
    const { allowed, reason } = await review(cluster, kubeNamespace, question, signal);
    const answer = answerTo(question, allowed, reason);
    if (answers.size >= REMEMBERED_LIMIT) answers.clear();
    answers.set(key, { until: now() + REMEMBER_MS, answer });
    return answer;
  };

  return (cluster, kubeNamespace, questions, signal) =>
    Promise.all(
      questions.map(async (question) => {
        try {
          return await ask(cluster, kubeNamespace, question, signal);
        } catch (error) {
          const problem = toAppError(error);
          if (problem.code === 'CANCELLED') throw problem;
          return answerTo(question, false, problem.message);
        }
      }),
    );
}

async function review(
  cluster: Cluster,
  kubeNamespace: string,
  question: AccessQuestion,
  signal: AbortSignal,
): Promise<{ readonly allowed: boolean; readonly reason: string | undefined }> {
  const { verb, group, resource, subresource, name } = question;
  const { body } = await cluster.request<{
    readonly status?: { readonly allowed?: unknown; readonly reason?: unknown };
  }>({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: {
        resourceAttributes: { verb, group, resource, subresource, name, namespace: scopeOf(question, kubeNamespace) },
      },
    },
    signal,
  });
  const reason = body.status?.reason;
  return { allowed: body.status?.allowed === true, reason: typeof reason === 'string' ? reason : undefined };
}

/** A Kubernetes namespace by its name is itself an object inside of it; the list of them is not. */
function scopeOf({ resource, name }: AccessQuestion, kubeNamespace: string): string | undefined {
  if (CLUSTER_SCOPED.has(resource)) return undefined;
  return resource === 'namespaces' ? name : kubeNamespace;
}

function answerTo(question: AccessQuestion, allowed: boolean, reason: string | undefined): AccessAnswer {
  const { verb, resource, subresource } = question;
  return {
    verb,
    resource,
    allowed,
    ...(subresource === undefined ? {} : { subresource }),
    ...(reason === undefined || reason === '' ? {} : { reason }),
  };
}
