import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';

import { toAppError, type PodRef } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { Problem } from '../problems/index.ts';
import { ConfirmDialog, ContextChip, showDone } from '../ui/index.ts';

export interface DeletePodProps {
  readonly pod: PodRef;
  /** Exactly this one: a pod of the same name that came later is not meant. */
  readonly uid: string;
  /** Someone watches over it and will make another. */
  readonly hasOwner: boolean;
  readonly onClose: () => void;
}

export function DeletePod({ pod, uid, hasOwner, onClose }: DeletePodProps): ReactElement {
  const api = useApi();
  const { color, isProtected } = useContextLook(pod.context);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => api.workloads.deletePod({ ...pod, uid }),
    onSuccess: ({ kubectl }) => {
      showDone({ title: `Pod ${pod.pod} is being deleted`, detail: kubectl });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={() => mutate()}
      title={`Delete pod ${pod.pod}?`}
      confirmLabel="Delete pod"
      isDangerous
      isBusy={isPending}
      contextColor={color}
      typedConfirmation={isProtected ? pod.context : undefined}
    >
      <div className="delete-pod">
        <p>
          <ContextChip name={pod.context} color={color} isProtected={isProtected} /> · {pod.kubeNamespace}
        </p>
        <p>
          Its containers are asked to stop, then killed after the grace period; debug containers and their files go with
          it. {hasOwner ? 'Its owner will start another pod in its place.' : 'Nothing will start it again.'}
        </p>
        {error === null ? undefined : <Problem error={toAppError(error)} onDismiss={reset} />}
      </div>
    </ConfirmDialog>
  );
}
