import { useState, type ReactElement } from 'react';

import { toAppError, type AppError } from '../../../preload/contract/index.ts';
import { useApi } from '../../bridge/index.ts';
import { Button, TextArea } from '../../ui/index.ts';

export interface TeamImagesProps {
  readonly label: string;
  readonly description: string;
  /** `undefined`: on every cluster. */
  readonly context: string | undefined;
  readonly images: readonly string[];
}

/** The team's own images, one on each line. */
export function TeamImagesField({ label, description, context, images }: TeamImagesProps): ReactElement {
  const api = useApi();
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState<AppError>();
  const typed = text?.split(/\s+/).filter((image) => image !== '');
  const isSame = typed === undefined || typed.join('\n') === images.join('\n');
  const save = (): void => {
    if (typed === undefined) return;
    api.recipes.saveImages({ ...(context === undefined ? {} : { context }), images: typed }).then(
      () => {
        setText(undefined);
        setProblem(undefined);
      },
      (error: unknown) => setProblem(toAppError(error)),
    );
  };
  return (
    <div className="debug-form">
      <TextArea
        label={label}
        description={description}
        isMono
        rows={2}
        value={text ?? images.join('\n')}
        onChange={setText}
        placeholder="registry.example.org/tools:1"
        error={problem?.message}
      />
      {isSame ? undefined : (
        <div className="debug-recipe-buttons">
          <Button size="small" onPress={save}>
            Save images
          </Button>
        </div>
      )}
    </div>
  );
}
