import type { ReactElement } from 'react';

import { textContent, useApi, useSaveFile } from '../bridge/index.ts';
import { Button, Download, Menu } from '../ui/index.ts';

const MEDIA_TYPES = { json: 'application/json', markdown: 'text/markdown' } as const;

export function ExportMenu(props: {
  readonly contexts: readonly string[];
  readonly isDisabled: boolean;
}): ReactElement {
  const { contexts, isDisabled } = props;
  const api = useApi();
  const { save, isSaving, problem } = useSaveFile();
  const saveAs = (format: 'markdown' | 'json'): void =>
    save(async () => {
      const { fileName, text } = await api.ledger.export({ contexts: [...contexts], format });
      return textContent(fileName, MEDIA_TYPES[format], text);
    });
  return (
    <div className="ledger-export">
      {problem === undefined ? undefined : <span role="alert">{problem.message}</span>}
      <Menu
        label="Export"
        trigger={
          <Button
            icon={Download}
            isBusy={isSaving}
            disabledReason={isDisabled ? 'The ledger is being read.' : undefined}
          >
            Export
          </Button>
        }
        placement="bottom end"
        entries={[
          { id: 'markdown', title: 'As Markdown', onSelect: () => saveAs('markdown') },
          { id: 'json', title: 'As JSON', onSelect: () => saveAs('json') },
        ]}
      />
    </div>
  );
}
