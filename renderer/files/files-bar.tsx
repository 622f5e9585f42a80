import { useState, type ReactElement } from 'react';

import { useActions } from '../commands/index.ts';
import {
  Button,
  CopyButton,
  FileDiff,
  IconButton,
  InertText,
  Pencil,
  RefreshCw,
  Select,
  SquareTerminal,
  TextField,
} from '../ui/index.ts';
import { pathSteps } from './file-words.ts';
import { jumpTarget } from './jump-target.ts';

export interface FilesBarProps {
  readonly pid: number;
  readonly directory: string;
  readonly choice: string;
  readonly choices: readonly { readonly id: string; readonly title: string; readonly description: string }[];
  readonly isReading: boolean;
  readonly terminalProblem: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onGo: (path: string) => void;
  readonly onTerminal: () => void;
  readonly onCompare: () => void;
  readonly onReadAgain: () => void;
}

/** Whose files, and where: a path to click, or to type and paste. */
export function FilesBar(props: FilesBarProps): ReactElement {
  const { pid, directory, onGo } = props;
  const [typed, setTyped] = useState<string>();
  useActions([
    {
      id: 'files.goToPath',
      title: 'Go to a path of the container…',
      section: 'Files',
      shortcut: 'Mod+Shift+G',
      perform: () => setTyped(directory),
    },
  ]);
  const jump = (): void => {
    const target = typed === undefined ? undefined : jumpTarget(typed, directory);
    if (target !== undefined) onGo(target);
    setTyped(undefined);
  };
  return (
    <div className="files-bar">
      <Select
        label="Whose files"
        isLabelHidden
        value={props.choice}
        placeholder={`pid ${String(pid)}`}
        onChange={props.onChoose}
        options={props.choices}
      />
      {typed === undefined ? (
        <nav className="files-path" aria-label={`Path in the root of process ${String(pid)}`}>
          {pathSteps(directory).map(({ name, path }, index, all) => (
            <span key={path}>
              {index > 1 ? <span aria-hidden>/</span> : undefined}
              <button
                type="button"
                aria-current={index === all.length - 1 ? 'location' : undefined}
                onClick={() => onGo(path)}
              >
                {index === 0 ? `/proc/${String(pid)}/root/` : <InertText text={name} />}
              </button>
            </span>
          ))}
          <IconButton size="small" icon={Pencil} label="Type or paste a path" onPress={() => setTyped(directory)} />
        </nav>
      ) : (
        <span className="files-jump">
          <TextField
            label="Path"
            isLabelHidden
            isMono
            autoFocus
            value={typed}
            onChange={setTyped}
            onSubmit={jump}
            onEscape={() => setTyped(undefined)}
          />
          <Button size="small" onPress={jump}>
            Go
          </Button>
        </span>
      )}
      <span className="files-bar-actions">
        <CopyButton text={directory} label="Copy path" isIconOnly />
        <IconButton
          size="small"
          icon={SquareTerminal}
          label="Terminal here"
          disabledReason={props.terminalProblem}
          onPress={props.onTerminal}
        />
        <IconButton size="small" icon={FileDiff} label="Compare this folder with…" onPress={props.onCompare} />
        <IconButton
          size="small"
          icon={RefreshCw}
          label="Read again"
          isBusy={props.isReading}
          onPress={props.onReadAgain}
        />
      </span>
    </div>
  );
}
