import { useState, type ReactElement } from 'react';

import type { PodRef } from '../../../preload/contract/index.ts';
import { useRecipes } from '../recipes/use-recipes.ts';
import { useDebugImages } from '../use-debug-images.ts';
import { enteringCommand } from '../wish-form.ts';
import { CopyFields } from './copy-fields.tsx';
import { initialCopyForm, readCopyForm } from './copy-form.ts';
import { MadePodDialog } from './made-pod-dialog.tsx';

export interface CopyDialogProps {
  readonly pod: PodRef;
  readonly onClose: () => void;
}

export function CopyDialog({ pod, onClose }: CopyDialogProps): ReactElement {
  const images = useDebugImages(pod.context);
  const [form, setForm] = useState(() => initialCopyForm(pod, images.first));
  const recipes = useRecipes(pod.context);
  const reading = readCopyForm(pod, form);
  const problems = 'problems' in reading ? reading.problems : {};
  return (
    <MadePodDialog
      kind="copy-plan"
      title="Copy the pod for debugging"
      startedTitle="Copying the pod"
      confirm="Create copy"
      scope={pod}
      subject={pod.pod}
      footNote="Kept in the ledger; removed from there in one step."
      request={'request' in reading ? reading.request : undefined}
      problems={problems}
      fields={(said) => (
        <CopyFields
          context={pod.context}
          form={form}
          onChange={setForm}
          problems={{ ...said, ...problems }}
          images={images.all}
        />
      )}
      ask={(api, request, signal) => api.debug.planCopy(request, { signal })}
      open={(api, request, signal) => api.debug.startCopy(request, { signal })}
      enter={form.attach ? { attach: form.life === 'kubectl', command: enteringCommand(form) } : undefined}
      onStart={({ image }) => {
        if (image !== undefined) images.remember(image);
        recipes.remember(form.recipe);
      }}
      onClose={onClose}
    />
  );
}
