import { useState, type ReactElement } from 'react';

import { NodeRequest, POD_EXPIRY_SECONDS, type KubeNamespaceRef } from '../../../preload/contract/index.ts';
import { TextField } from '../../ui/index.ts';
import { useDebugImages } from '../use-debug-images.ts';
import { RecipeBar } from '../recipes/recipe-bar.tsx';
import { useRecipes } from '../recipes/use-recipes.ts';
import { WishFields } from '../wish-fields.tsx';
import {
  enteringCommand,
  initialWishes,
  readWishes,
  schemaProblems,
  SECONDS_OF_HOUR,
  type Problems,
  type WishForm,
} from '../wish-form.ts';
import { ExpiryField } from './expiry-field.tsx';
import { MadePodDialog } from './made-pod-dialog.tsx';

export interface NodeDialogProps {
  readonly scope: KubeNamespaceRef;
  readonly node: string;
  readonly onClose: () => void;
}

interface NodeForm extends WishForm {
  readonly node: string;
  readonly expiresHours: number | undefined;
}

export function NodeDialog({ scope, node, onClose }: NodeDialogProps): ReactElement {
  const images = useDebugImages(scope.context);
  const recipes = useRecipes(scope.context);
  const [form, setForm] = useState<NodeForm>(() => ({
    ...initialWishes(images.first),
    node,
    expiresHours: POD_EXPIRY_SECONDS.usual / SECONDS_OF_HOUR,
  }));
  const reading = readNodeForm(scope, form);
  const problems = 'problems' in reading ? reading.problems : {};
  return (
    <MadePodDialog
      kind="node-plan"
      title="Debug the node"
      startedTitle="Creating a pod on the node"
      confirm="Create pod on the node"
      scope={scope}
      subject={form.node}
      footNote="Whoever is in it is close to root on the node. Removed from the ledger in one step."
      request={'request' in reading ? reading.request : undefined}
      problems={problems}
      fields={(said) => (
        <div className="debug-form">
          <RecipeBar context={scope.context} form={form} onChange={setForm} />
          <WishFields
            form={form}
            onChange={setForm}
            problems={{ ...said, ...problems }}
            images={images.all}
            hasTarget={false}
          >
            <TextField
              label="Node"
              isMono
              value={form.node}
              onChange={(changed) => setForm({ ...form, node: changed })}
              error={{ ...said, ...problems }['node']}
            />
            <ExpiryField
              hours={form.expiresHours}
              onChange={(expiresHours) => setForm({ ...form, expiresHours })}
              error={{ ...said, ...problems }['expiresSeconds']}
            />
          </WishFields>
        </div>
      )}
      ask={(api, request, signal) => api.debug.planNode(request, { signal })}
      open={(api, request, signal) => api.debug.startNode(request, { signal })}
      enter={form.attach ? { attach: form.life === 'kubectl', command: enteringCommand(form) } : undefined}
      onStart={({ image }) => {
        images.remember(image);
        recipes.remember(form.recipe);
      }}
      onClose={onClose}
    />
  );
}

function readNodeForm(
  scope: KubeNamespaceRef,
  form: NodeForm,
): { readonly request: NodeRequest } | { readonly problems: Problems } {
  if (form.image.trim() === '') return { problems: { image: 'Name an image, such as busybox.' } };
  const reading = readWishes(form);
  if ('problems' in reading) return reading;
  const parsed = NodeRequest.safeParse({
    context: scope.context,
    kubeNamespace: scope.kubeNamespace,
    ...reading.wishes,
    node: form.node.trim(),
    ...(form.expiresHours === undefined ? {} : { expiresSeconds: Math.round(form.expiresHours * SECONDS_OF_HOUR) }),
  });
  return parsed.success ? { request: parsed.data } : { problems: schemaProblems(parsed.error.issues) };
}
