import { useState, type ReactElement } from 'react';

import { toAppError, type AppError, type ContextSettings } from '../../preload/contract/index.ts';
import { Problem } from '../problems/index.ts';
import { usePatchSettings, useSettings } from '../settings/index.ts';
import { Button, contextColorCount, ContextChip, Dialog, Switch } from '../ui/index.ts';
import { useContextLook } from './use-context-look.ts';

/** How a context is told from the others, and whether changes to it need a second thought. */
export function ContextLookDialog(props: { readonly context: string; readonly onClose: () => void }): ReactElement {
  const { context, onClose } = props;
  const settings = useSettings();
  const patch = usePatchSettings();
  const { color, isProtected } = useContextLook(context);
  const [problem, setProblem] = useState<AppError>();
  const keep = (change: ContextSettings): void => {
    patch({ contexts: { [context]: { ...settings.contexts[context], ...change } } }).then(
      () => setProblem(undefined),
      (error: unknown) => setProblem(toAppError(error)),
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Context settings"
      subtitle={<ContextChip name={context} color={color} isProtected={isProtected} />}
      contextColor={color}
      size="small"
      footer={
        <Button variant="primary" onPress={onClose}>
          Done
        </Button>
      }
    >
      <div role="radiogroup" aria-label="Colour" className="color-choice">
        {Array.from({ length: contextColorCount }, (_, index) => (
          <button
            key={index}
            type="button"
            role="radio"
            aria-checked={index === color}
            aria-label={`Colour ${index + 1}`}
            data-context-color={index}
            onClick={() => keep({ color: index })}
          />
        ))}
      </div>
      <Switch
        isSelected={isProtected}
        onChange={(isOn) => keep({ protected: isOn })}
        description="What changes the cluster then asks for the context’s name to be typed."
      >
        Protected
      </Switch>
      <Switch
        isSelected={settings.contexts[context]?.uploadsProgram !== false}
        onChange={(isOn) => keep({ uploadsProgram: isOn })}
        description="Put into debug containers while they are looked at, gone afterwards. Without it files come slower and without some proofs; security tools may raise an alarm for a new binary."
      >
        Kesako’s own program
      </Switch>
      {problem === undefined ? undefined : <Problem error={problem} onDismiss={() => setProblem(undefined)} />}
    </Dialog>
  );
}
