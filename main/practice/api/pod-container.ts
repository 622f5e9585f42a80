/** Which container of a pod a request means. */
import type { Pod } from '../../kube/index.ts';
import { podContainers } from '../kubelet/container-spec.ts';
import { badRequest, Refusal } from './status.ts';

export function containerOf(pod: Pod, query: URLSearchParams): string {
  const name = pod.metadata?.name ?? '';
  const all = podContainers(pod);
  const ordinary = all.filter(({ kind }) => kind === 'ordinary').map(({ spec }) => spec.name);
  const wanted = query.get('container') ?? '';
  if (wanted === '' && ordinary.length > 1) {
    const choices = `choose one of: [${ordinary.join(' ')}]`;
    const init = all.filter(({ kind }) => kind === 'init').map(({ spec }) => spec.name);
    const others = init.length === 0 ? '' : ` or one of the init containers: [${init.join(' ')}]`;
    throw new Refusal(badRequest(`a container name must be specified for pod ${name}, ${choices}${others}`));
  }
  const chosen = wanted === '' ? (ordinary[0] ?? '') : wanted;
  if (all.some(({ spec }) => spec.name === chosen)) return chosen;
  throw new Refusal(badRequest(`container ${chosen} is not valid for pod ${name}`));
}
