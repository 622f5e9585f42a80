import type { ReactElement } from 'react';
import { FileTrigger } from 'react-aria-components';

import { Button, FolderOpen, InertText } from '../../ui/index.ts';
import type { RecordingForm } from './recording-form.ts';

export function SettingsFile(props: {
  readonly file: RecordingForm['own'];
  readonly onChoose: (file: NonNullable<RecordingForm['own']>) => void;
  readonly error: string | undefined;
}): ReactElement {
  const { file, onChoose, error } = props;
  const read = (files: FileList | null): void => {
    const [chosen] = files ?? [];
    if (chosen === undefined) return;
    void chosen.text().then((text) => onChoose({ fileName: chosen.name, text }));
  };
  return (
    <div className="jvm-settings-file">
      <FileTrigger acceptedFileTypes={['.jfc']} onSelect={read}>
        <Button size="small" icon={FolderOpen}>
          Choose a .jfc file…
        </Button>
      </FileTrigger>
      {file === undefined ? <span className="jvm-hint">{error}</span> : <InertText text={file.fileName} />}
    </div>
  );
}
