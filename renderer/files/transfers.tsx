import type { ReactElement } from 'react';

import type { Transfer } from '../../preload/contract/index.ts';
import { useApi, useHost } from '../bridge/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { looksLikeRecording, useRecordings } from '../recordings/index.ts';
import {
  Disc,
  Download,
  ErrorNotice,
  ExternalLink,
  File,
  Flame,
  Folder,
  FolderOpen,
  IconButton,
  InertText,
  Menu,
  MiddleTruncate,
  Pause,
  Play,
  Progress,
  RotateCcw,
  ShieldCheck,
  StateDot,
  Trash2,
  X,
} from '../ui/index.ts';
import { fractionOf, isRunning, isWhole, transferWords } from './transfer-words.ts';
import { useSaveTransfer, type SaveTransfer } from './use-save-transfer.ts';
import { useTransfers } from './use-transfers.ts';
import './files.css';

/** For the dock: every copy to this machine, with its proof. */
export function Transfers(): ReactElement {
  const { transfers, problem } = useTransfers();
  const saving = useSaveTransfer();
  const newestFirst = transfers?.toReversed() ?? [];
  return (
    <section className="transfers" aria-label="Transfers">
      <header className="transfers-header">
        <h3>Transfers</h3>
        {newestFirst.length === 0 ? undefined : <span>drag a row out</span>}
      </header>
      {problem === undefined ? undefined : <ErrorNotice title="The transfers cannot be listed." fact={problem} />}
      {saving.problem === undefined ? undefined : <ErrorNotice title="That did not work." fact={saving.problem} />}
      {newestFirst.length === 0 ? (
        <p className="transfers-empty">
          Files you download from a container appear here, with proof that both ends are equal.
        </p>
      ) : (
        <ul className="transfers-list">
          {newestFirst.map((transfer) => (
            <TransferRow key={transfer.id} transfer={transfer} saving={saving} />
          ))}
        </ul>
      )}
    </section>
  );
}

function TransferRow({
  transfer,
  saving,
}: {
  readonly transfer: Transfer;
  readonly saving: SaveTransfer;
}): ReactElement {
  const api = useApi();
  const host = useHost();
  const recordings = useRecordings();
  const { color } = useContextLook(transfer.source.context);
  const words = transferWords(transfer);
  const running = isRunning(transfer);
  const whole = isWhole(transfer);
  const isRecording = !transfer.isFolder && looksLikeRecording(transfer.fileName);
  const Icon = transfer.isFolder ? Folder : isRecording ? Disc : File;
  const act = (work: Promise<unknown>): void => {
    // What went wrong is in the transfer itself, which the core sends anew.
    work.catch(() => undefined);
  };
  return (
    <li
      className="transfer"
      data-context-color={color}
      draggable={whole}
      onPointerEnter={() => whole && saving.prepareDrag(transfer)}
      onDragStart={(event) => saving.drag([transfer], event.nativeEvent)}
      title={`${transfer.source.path} of ${transfer.source.pod}, ${transfer.source.kubeNamespace}, ${transfer.source.context}`}
    >
      <Icon size={14} aria-hidden />
      <div className="transfer-body">
        <div className="transfer-line">
          <span className="transfer-name">
            <MiddleTruncate text={transfer.fileName} />
          </span>
          <span className="transfer-source">
            <InertText text={transfer.source.pod} />
          </span>
          <span className="transfer-state" data-state={words.state}>
            {running ? undefined : <StateDot state={words.state} label={words.title} size={12} />}
            {words.title}
          </span>
        </div>
        {running ? (
          <Progress
            label={`Copying ${transfer.fileName}`}
            isLabelHidden
            fraction={transfer.state === 'verifying' || transfer.state === 'queued' ? undefined : fractionOf(transfer)}
          />
        ) : undefined}
        <div className="transfer-line transfer-fact">
          <span title={transfer.sha256}>
            <InertText text={words.fact} />
          </span>
          <span className="transfer-actions">
            {transfer.state === 'reading' || transfer.state === 'waiting' ? (
              <IconButton
                size="small"
                icon={Pause}
                label="Pause"
                onPress={() => act(api.files.pause({ transfer: transfer.id }))}
              />
            ) : undefined}
            {transfer.state === 'paused' || transfer.state === 'failed' ? (
              <IconButton
                size="small"
                icon={Play}
                label="Go on where it stopped"
                onPress={() => act(api.files.resume({ transfer: transfer.id }))}
              />
            ) : undefined}
            {transfer.state === 'changed' && transfer.change === 'grew' ? (
              <IconButton
                size="small"
                icon={ShieldCheck}
                label="Keep it as it was at the start"
                onPress={() => act(api.files.keepEarlierState({ transfer: transfer.id }))}
              />
            ) : undefined}
            {running || transfer.state === 'paused' ? (
              <IconButton
                size="small"
                icon={X}
                label="Cancel"
                onPress={() => act(api.files.cancel({ transfer: transfer.id }))}
              />
            ) : undefined}
            {whole && isRecording ? (
              <IconButton
                size="small"
                icon={Flame}
                label="Open the recording"
                onPress={() => recordings.open({ from: 'transfer', transfer: transfer.id })}
              />
            ) : undefined}
            {whole ? (
              <IconButton
                size="small"
                icon={Download}
                label={transfer.savedAs === undefined ? 'Save…' : `Saved as ${transfer.savedAs}; save again…`}
                onPress={() => saving.save(transfer)}
              />
            ) : undefined}
            {whole && !transfer.isFolder && host.has('openFile') ? (
              <Menu
                label={`Open ${transfer.fileName}`}
                placement="bottom end"
                trigger={<IconButton size="small" icon={ExternalLink} label="Open in another program" />}
                entries={[
                  {
                    id: 'open',
                    title: 'Open with the system’s program',
                    disabledReason: saving.openProblemOf(transfer),
                    onSelect: () => saving.open(transfer),
                  },
                  {
                    id: 'with',
                    title: 'Open with…',
                    disabledReason: saving.openWithProblemOf(transfer),
                    onSelect: () => saving.openWith(transfer),
                  },
                ]}
              />
            ) : undefined}
            {transfer.savedAs !== undefined && host.has('revealInFolder') ? (
              <IconButton
                size="small"
                icon={FolderOpen}
                label="Show in folder"
                onPress={() => saving.reveal(transfer)}
              />
            ) : undefined}
            {transfer.state === 'failed' || transfer.state === 'cancelled' || transfer.state === 'changed' ? (
              <IconButton
                size="small"
                icon={RotateCcw}
                label="Copy again"
                onPress={() => act(api.files.retry({ transfer: transfer.id }))}
              />
            ) : undefined}
            {running ? undefined : (
              <IconButton
                size="small"
                icon={Trash2}
                label="Forget it and delete the app’s copy"
                onPress={() => act(api.files.discard({ transfer: transfer.id }))}
              />
            )}
          </span>
        </div>
      </div>
    </li>
  );
}
