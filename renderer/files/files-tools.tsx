import { useQuery } from '@tanstack/react-query';
import { useRef, type ReactElement } from 'react';

import type { FileRef } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import {
  Button,
  Download,
  Eye,
  EyeOff,
  Folder,
  formatBytes,
  HardDrive,
  IconButton,
  Search,
  TextField,
  Upload,
} from '../ui/index.ts';
import type { EntryWish } from './sort-entries.ts';

export interface FilesToolsProps {
  readonly directory: FileRef;
  readonly wish: EntryWish;
  readonly onWish: (wish: EntryWish) => void;
  /** Rows shown, and entries there are; undefined while nothing is known. */
  readonly shown: number | undefined;
  readonly total: number | undefined;
  readonly isPart: boolean;
  readonly isShell: boolean;
  readonly marked: number;
  /** Why nothing may be changed here. */
  readonly changeProblem: string | undefined;
  readonly onDownload: () => void;
  readonly onNewFolder: () => void;
  readonly onUpload: (files: readonly File[]) => void;
}

/** What is shown of the directory, and what can be done in it. */
export function FilesTools(props: FilesToolsProps): ReactElement {
  const { wish, onWish, shown, total, marked } = props;
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div className="files-tools">
      <TextField
        label="Filter"
        isLabelHidden
        type="search"
        icon={Search}
        placeholder="Filter: part of a name, or *.log"
        value={wish.filter}
        onChange={(filter) => onWish({ ...wish, filter })}
        onEscape={() => onWish({ ...wish, filter: '' })}
      />
      <IconButton
        size="small"
        icon={wish.showsHidden ? Eye : EyeOff}
        label={wish.showsHidden ? 'Hide names that begin with a dot' : 'Show names that begin with a dot'}
        onPress={() => onWish({ ...wish, showsHidden: !wish.showsHidden })}
      />
      <span className="files-count" role="status">
        {countText(shown, total, props.isPart)}
        {props.isShell ? ' · by the image’s shell' : ''}
      </span>
      <Space directory={props.directory} />
      <span className="files-tools-actions">
        {marked > 1 ? (
          <Button size="small" variant="primary" icon={Download} onPress={props.onDownload}>
            Download {String(marked)}
          </Button>
        ) : undefined}
        <IconButton
          size="small"
          icon={Folder}
          label="New folder…"
          disabledReason={props.changeProblem}
          onPress={props.onNewFolder}
        />
        <IconButton
          size="small"
          icon={Upload}
          label="Upload files…"
          disabledReason={props.changeProblem}
          onPress={() => chooser.current?.click()}
        />
      </span>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        onChange={(event) => {
          props.onUpload([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </div>
  );
}

function countText(shown: number | undefined, total: number | undefined, isPart: boolean): string {
  if (shown === undefined || total === undefined) return '';
  const all = total.toLocaleString('en');
  const text = shown === total ? `${all} entries` : `${shown.toLocaleString('en')} of ${all}`;
  return isPart ? `${text}, more is coming` : text;
}

/** Free space where the directory lies, quietly: where it cannot be told, nothing is said. */
function Space({ directory }: { readonly directory: FileRef }): ReactElement | undefined {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['files-space', directory],
    queryFn: ({ signal }) => api.files.space(directory, { signal }),
    staleTime: 30_000,
    retry: false,
  });
  if (data === undefined) return undefined;
  if (data.isKernel) {
    return <span className="files-space">made by the kernel while it is read</span>;
  }
  const facts = [
    `${formatBytes(data.freeBytes)} free`,
    ...(data.isMemory ? ['in memory'] : []),
    ...(data.isReadOnly ? ['read-only'] : []),
  ];
  return (
    <span className="files-space" title={`of ${formatBytes(data.totalBytes)}`}>
      <HardDrive size={12} aria-hidden /> {facts.join(' · ')}
    </span>
  );
}
