import type { ReactElement } from 'react';

import { Button, CopyButton, InertText, KeyValues, RelativeTime, type KeyValue, type MenuEntry } from '../ui/index.ts';
import type { FetchedRow } from './fetched-files.ts';

/** All that is known of the selected row, and what can be done with it. */
export function FetchedDetails({
  row,
  actions,
}: {
  readonly row: FetchedRow;
  readonly actions: readonly MenuEntry[];
}): ReactElement {
  return (
    <section className="fetched-details" aria-label={`About ${row.fileName}`}>
      <KeyValues items={facts(row)} />
      <div className="fetched-actions">
        {actions.map((action) =>
          action === 'separator' ? undefined : (
            <Button
              key={action.id}
              size="small"
              variant={action.id === 'show' ? 'primary' : 'default'}
              disabledReason={action.disabledReason}
              onPress={action.onSelect}
            >
              {action.title}
            </Button>
          ),
        )}
      </div>
    </section>
  );
}

function facts(row: FetchedRow): readonly KeyValue[] {
  const { source, path, sha256, at, gone, transfer } = row;
  const origin: readonly KeyValue[] =
    source === undefined
      ? []
      : [
          {
            key: 'From',
            value: (
              <InertText text={`${source.context} ▸ ${source.kubeNamespace} ▸ ${source.pod} ▸ ${source.container}`} />
            ),
          },
          { key: 'Path there', value: <InertText text={source.path} />, isMono: true },
        ];
  const where = transfer?.isSavedGone === true ? `${path ?? ''} (gone)` : path;
  return [
    ...origin,
    ...(where === undefined
      ? []
      : [{ key: source === undefined ? 'File' : 'Saved as', value: <InertText text={where} />, isMono: true }]),
    ...(sha256 === undefined
      ? []
      : [
          {
            key: 'SHA-256',
            value: (
              <span className="fetched-whole-hash">
                {sha256} <CopyButton text={sha256} label="Copy the hash" isIconOnly />
              </span>
            ),
            isMono: true,
          },
        ]),
    { key: transfer === undefined ? 'Opened' : 'Fetched', value: <RelativeTime at={at} hasAgo /> },
    ...(gone === undefined ? [] : [{ key: 'Gone', value: gone }]),
  ];
}
