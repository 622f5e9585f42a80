import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactElement } from 'react';

import type { ManifestPlan, ManifestResult } from '../../../preload/contract/index.ts';
import { useApi } from '../../bridge/index.ts';
import { useContextLook } from '../../contexts/index.ts';
import { Busy, Button, ContextChip, Dialog, KubectlLine, SegmentedControl, TextField } from '../../ui/index.ts';
import { ChangeList } from './change-list.tsx';
import { planObstacle, planSummary } from './change-words.ts';
import { ManifestError } from './manifest-error.tsx';
import type { ManifestMode, ManifestRequest } from './manifest-request.ts';
import { ManifestSource } from './manifest-source.tsx';
import './manifest.css';

const MODES = [
  { id: 'apply', title: 'Apply' },
  { id: 'delete', title: 'Delete' },
] as const;

/** Text, then what it would change, then what it has changed. */
export function ManifestDialog(props: ManifestRequest & { readonly onClose: () => void }): ReactElement {
  const { scope, file, onClose } = props;
  const api = useApi();
  const { color, isProtected } = useContextLook(scope.context);
  const [mode, setMode] = useState<ManifestMode>(props.mode);
  const [text, setText] = useState(file?.text ?? '');
  const [fileName, setFileName] = useState(file?.name);
  const [typed, setTyped] = useState('');

  const plan = useMutation({
    mutationFn: (source: { readonly text: string; readonly fileName: string | undefined }): Promise<ManifestPlan> => {
      const input = {
        ...scope,
        text: source.text,
        ...(source.fileName === undefined ? {} : { fileName: source.fileName }),
      };
      return mode === 'apply' ? api.workloads.planApply(input) : api.workloads.planDelete(input);
    },
  });
  const carryOut = useMutation({
    mutationFn: (): Promise<ManifestResult> => {
      const input = { ...scope, text, ...(fileName === undefined ? {} : { fileName }) };
      return mode === 'apply' ? api.workloads.apply(input) : api.workloads.delete(input);
    },
  });

  const planned = useRef(false);
  useEffect(() => {
    if (file === undefined || planned.current) return;
    planned.current = true;
    plan.mutate({ text: file.text, fileName: file.name });
  }, [file, plan]);

  const obstacle = plan.data === undefined ? undefined : planObstacle(plan.data.changes);
  const mustType = isProtected && typed !== scope.context ? `Type ${scope.context} first.` : undefined;
  const verb = mode === 'apply' ? 'Apply' : 'Delete';
  const back = (): void => {
    plan.reset();
    carryOut.reset();
    setTyped('');
  };

  const footer =
    carryOut.data !== undefined ? (
      <Button variant="primary" onPress={onClose}>
        Done
      </Button>
    ) : plan.data !== undefined ? (
      <>
        <Button onPress={back} disabledReason={carryOut.isPending ? 'It is being carried out.' : undefined}>
          Back
        </Button>
        <Button
          variant={mode === 'apply' ? 'primary' : 'danger'}
          isBusy={carryOut.isPending}
          disabledReason={obstacle ?? mustType}
          onPress={() => carryOut.mutate()}
        >
          {verb}
        </Button>
      </>
    ) : (
      <>
        <span className="ui-dialog-footer-start">
          <SegmentedControl label="What to do with it" options={MODES} value={mode} onChange={setMode} />
        </span>
        <Button onPress={onClose}>Cancel</Button>
        <Button
          variant="primary"
          isBusy={plan.isPending}
          disabledReason={text.trim() === '' ? 'Choose a file or paste a manifest first.' : undefined}
          onPress={() => plan.mutate({ text, fileName })}
        >
          Show what it changes
        </Button>
      </>
    );

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={mode === 'apply' ? 'Apply a manifest' : 'Delete what a manifest names'}
      subtitle={
        <>
          <ContextChip name={scope.context} color={color} isProtected={isProtected} /> · {scope.kubeNamespace}, where
          the manifest names no other
        </>
      }
      contextColor={color}
      size="large"
      isLocked={carryOut.isPending}
      footer={footer}
    >
      {carryOut.data !== undefined ? (
        <ChangeList changes={carryOut.data.changes} tense="done" />
      ) : plan.data !== undefined ? (
        <>
          <p>
            The cluster has tried it without keeping anything (server-side dry run): {planSummary(plan.data.changes)}.
          </p>
          <ChangeList changes={plan.data.changes} tense="planned" />
          <KubectlLine command={plan.data.kubectl} />
          {isProtected && obstacle === undefined ? (
            <TextField
              label={`This context is protected. Type ${scope.context} to go on.`}
              value={typed}
              onChange={setTyped}
              isMono
            />
          ) : undefined}
          {carryOut.error === null ? undefined : (
            <ManifestError error={carryOut.error} text={text} onDismiss={() => carryOut.reset()} />
          )}
          {carryOut.isPending ? <Busy what={mode === 'apply' ? 'Applying' : 'Deleting'} /> : undefined}
        </>
      ) : (
        <>
          {plan.error === null ? undefined : (
            <ManifestError error={plan.error} text={text} onDismiss={() => plan.reset()} />
          )}
          <ManifestSource
            text={text}
            fileName={fileName}
            onText={(next) => {
              setText(next);
              setFileName(undefined);
            }}
            onFile={(chosen) => {
              setText(chosen.text);
              setFileName(chosen.name);
              plan.mutate({ text: chosen.text, fileName: chosen.name });
            }}
          />
          {plan.isPending ? <Busy what="Asking the cluster what it would change" /> : undefined}
        </>
      )}
    </Dialog>
  );
}
