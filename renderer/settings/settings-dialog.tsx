import { useState, type ReactElement } from 'react';

import { toAppError, type AppError, type Settings } from '../../preload/contract/index.ts';
import { useHost } from '../bridge/index.ts';
import { Problem } from '../problems/index.ts';
import { Button, Dialog, SegmentedControl, TextField } from '../ui/index.ts';
import { usePatchSettings, useSettings, type SettingsChange } from './settings-provider.tsx';
import './settings-dialog.css';

const THEMES: readonly { readonly id: Settings['theme']; readonly title: string }[] = [
  { id: 'system', title: 'As the system' },
  { id: 'light', title: 'Light' },
  { id: 'dark', title: 'Dark' },
];

/** Each choice is kept at once. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const settings = useSettings();
  const patch = usePatchSettings();
  const host = useHost();
  const [problem, setProblem] = useState<AppError>();
  const [image, setImage] = useState(settings.defaultDebugImage);
  const keep = (change: SettingsChange): void => {
    patch(change).then(
      () => setProblem(undefined),
      (error: unknown) => setProblem(toAppError(error)),
    );
  };
  const close = (): void => {
    const chosen = image.trim();
    if (chosen !== '' && chosen !== settings.defaultDebugImage) keep({ defaultDebugImage: chosen });
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={close}
      title="Settings"
      footer={
        <>
          <span className="ui-dialog-footer-start settings-version">Kesako {host.version}</span>
          <Button variant="primary" onPress={close}>
            Done
          </Button>
        </>
      }
    >
      <div className="settings-line">
        <span>Theme</span>
        <SegmentedControl label="Theme" options={THEMES} value={settings.theme} onChange={(theme) => keep({ theme })} />
      </div>
      <TextField
        label="Image of debug containers"
        description="Offered first when a pod is debugged. A cluster without a way to the internet needs one from its own registry."
        value={image}
        onChange={setImage}
        onSubmit={close}
        isMono
      />
      {problem === undefined ? undefined : <Problem error={problem} onDismiss={() => setProblem(undefined)} />}
    </Dialog>
  );
}
