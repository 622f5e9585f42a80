/** kubectl's custom files, in and out of a form. */
import { useRef, useState, type ReactElement } from 'react';

import { toAppError } from '../../../preload/contract/index.ts';
import { textContent, useApi, useSaveFile } from '../../bridge/index.ts';
import { Button, Download, InertText, KubectlLine, Menu, Notice, Upload } from '../../ui/index.ts';
import type { WishForm } from '../wish-form.ts';
import { readRecipe } from './recipe-form.ts';

/** As the contract takes at most. */
const LIMIT_BYTES = 64 * 1024;
const MEDIA_TYPES = { json: 'application/json', yaml: 'application/yaml' } as const;

export interface CustomFilesProps {
  readonly form: WishForm;
  readonly onImport: (custom: string) => void;
}

interface Told {
  readonly isProblem: boolean;
  readonly title: string;
  readonly sentences: readonly string[];
  /** What kubectl wants beside the file. */
  readonly options?: string;
}

export function CustomFiles({ form, onImport }: CustomFilesProps): ReactElement {
  const api = useApi();
  const chooser = useRef<HTMLInputElement>(null);
  const saving = useSaveFile();
  const [told, setTold] = useState<Told>();
  const complain = (title: string, error: unknown): void =>
    setTold({ isProblem: true, title, sentences: [toAppError(error).message] });

  const importFile = async (file: File): Promise<void> => {
    const title = `${file.name} was not taken over.`;
    if (file.size > LIMIT_BYTES) {
      setTold({ isProblem: true, title, sentences: ['It is larger than 64 KiB: no container is.'] });
      return;
    }
    try {
      const text = await file.text();
      const { ignored } = await api.recipes.readCustom({ text });
      onImport(text);
      setTold({
        isProblem: false,
        title: `${file.name} is taken over.`,
        sentences: ignored.map((field) => `No container has a field “${field}”; kubectl leaves it out without a word.`),
      });
    } catch (error) {
      complain(title, error);
    }
  };
  const exportFile = async (format: 'json' | 'yaml'): Promise<void> => {
    const reading = readRecipe(form);
    if ('problems' in reading) {
      const sentences = Object.values(reading.problems).flatMap((problem) => problem ?? []);
      setTold({ isProblem: true, title: 'Nothing was saved.', sentences });
      return;
    }
    try {
      const { text, options, notes } = await api.recipes.writeCustom({ wishes: reading.wishes, format });
      const fileName = `custom.${format}`;
      saving.save(() => textContent(fileName, MEDIA_TYPES[format], text));
      setTold({
        isProblem: false,
        title: 'With kubectl, beside the file:',
        sentences: notes,
        options: `kubectl debug POD --custom=${fileName} ${options}`,
      });
    } catch (error) {
      complain('Nothing was saved.', error);
    }
  };
  return (
    <div className="debug-custom-files">
      <div className="debug-recipe-buttons">
        <Button size="small" icon={Upload} onPress={() => chooser.current?.click()}>
          Import file…
        </Button>
        <Menu
          label="Export as kubectl’s custom file"
          trigger={
            <Button size="small" icon={Download} isBusy={saving.isSaving}>
              Export file
            </Button>
          }
          entries={[
            { id: 'json', title: 'As JSON', onSelect: () => void exportFile('json') },
            { id: 'yaml', title: 'As YAML', onSelect: () => void exportFile('yaml') },
          ]}
        />
      </div>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".json,.yaml,.yml"
        aria-label="A custom container to import"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file !== undefined) void importFile(file);
        }}
      />
      {told === undefined ? undefined : (
        <Notice
          state={told.isProblem ? 'bad' : 'good'}
          title={<InertText text={told.title} />}
          onDismiss={() => setTold(undefined)}
        >
          {told.sentences.map((sentence) => (
            <div key={sentence}>
              <InertText text={sentence} />
            </div>
          ))}
          {told.options === undefined ? undefined : <KubectlLine command={told.options} />}
        </Notice>
      )}
      {saving.problem === undefined ? undefined : (
        <Notice state="bad" title="The file could not be saved." onDismiss={saving.dismiss}>
          {saving.problem.message}
        </Notice>
      )}
    </div>
  );
}
