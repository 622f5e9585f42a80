/** What the dialog asks for, and the request that it makes. Pure. */
import { DebugRequest, type ContainerDetail, type PodDetail, type PodRef } from '../../preload/contract/index.ts';
import type { Recipe } from '../../preload/contract/index.ts';
import { applyRecipe } from './recipes/recipe-form.ts';
import { initialWishes, readWishes, schemaProblems, type Problems, type WishForm } from './wish-form.ts';

/** The choice of no target, where a container's name would be. */
export const NO_TARGET = '';

export interface DebugForm extends WishForm {
  readonly target: string;
}

export function targets(detail: PodDetail): readonly ContainerDetail[] {
  return detail.containers.filter(({ kind, state }) => kind !== 'ephemeral' && state.state === 'running');
}

/** `recipe`: the one that was used last on the pod's cluster. */
export function initialForm(detail: PodDetail, image: string, target: string | undefined, recipe?: Recipe): DebugForm {
  const running = targets(detail).map(({ name }) => name);
  const wanted = [target, detail.defaultContainer].find((name) => name !== undefined && running.includes(name));
  const form = { ...initialWishes(image), target: wanted ?? running[0] ?? NO_TARGET };
  return recipe === undefined ? form : applyRecipe(form, recipe);
}

export type FormReading = { readonly request: DebugRequest } | { readonly problems: Problems };

export function readForm(pod: PodRef, form: DebugForm): FormReading {
  if (form.image.trim() === '') return { problems: { image: 'Name an image, such as busybox.' } };
  const reading = readWishes(form);
  if ('problems' in reading) return reading;
  const target = form.target === NO_TARGET ? {} : { target: form.target };
  const parsed = DebugRequest.safeParse({ ...pod, ...reading.wishes, ...target });
  return parsed.success ? { request: parsed.data } : { problems: schemaProblems(parsed.error.issues) };
}

/** Debug containers that run: another shell in one of them is cheaper than one more that can never be removed. */
export function runningDebuggers(detail: PodDetail): readonly ContainerDetail[] {
  return detail.containers.filter(({ kind, state }) => kind === 'ephemeral' && state.state === 'running');
}
