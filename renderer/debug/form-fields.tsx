import { useState, type ReactElement } from 'react';

import { DebugProfile, type PodDetail } from '../../preload/contract/index.ts';
import {
  Button,
  Checkbox,
  ChevronDown,
  ChevronRight,
  ComboBox,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '../ui/index.ts';
import { NO_TARGET, targets, withImage, type DebugForm } from './debug-form.ts';
import { PROFILES } from './profiles.ts';

export interface FormFieldsProps {
  readonly detail: PodDetail;
  readonly form: DebugForm;
  readonly onChange: (form: DebugForm) => void;
  readonly problems: Readonly<Partial<Record<keyof DebugForm, string>>>;
  readonly images: readonly string[];
}

const PULL_POLICIES = [
  { id: 'default', title: 'The cluster’s default' },
  { id: 'Always', title: 'Always' },
  { id: 'IfNotPresent', title: 'If not present' },
  { id: 'Never', title: 'Never' },
] as const satisfies readonly { readonly id: DebugForm['pullPolicy']; readonly title: string }[];

export function FormFields(props: FormFieldsProps): ReactElement {
  const { detail, form, onChange, problems, images } = props;
  const [isOpen, setOpen] = useState(false);
  const change = (part: Partial<DebugForm>): void => onChange({ ...form, ...part });
  return (
    <div className="debug-form">
      <ComboBox
        label="Image"
        isMono
        value={form.image}
        onChange={(image) => onChange(withImage(form, image))}
        options={images.map((image) => ({ id: image, title: image }))}
        error={problems.image}
        description="Brings the tools; busybox has a shell, ps and wget, a JDK has jcmd."
      />
      <Select
        label="Target"
        value={form.target}
        onChange={(target) => change({ target })}
        options={[
          ...targets(detail).map(({ name, image }) => ({ id: name, title: name, description: image })),
          { id: NO_TARGET, title: 'None', description: 'Its own processes only' },
        ]}
        description="Its processes are seen from the new container, and through them its files."
        error={problems.target}
      />
      <RadioGroup
        label="Profile"
        value={form.profile}
        onChange={(profile) => change({ profile: DebugProfile.parse(profile) })}
        options={PROFILES.map(({ id, gives, needs }) => ({
          id,
          title: id,
          description: form.profile === id ? `${gives} ${needs}` : gives,
        }))}
      />
      <div>
        <Button
          variant="quiet"
          size="small"
          icon={isOpen ? ChevronDown : ChevronRight}
          onPress={() => setOpen(!isOpen)}
          isPressed={isOpen}
        >
          Name, command, environment…
        </Button>
      </div>
      {isOpen ? (
        <>
          <TextField
            label="Name"
            isMono
            value={form.name}
            onChange={(name) => change({ name })}
            placeholder="debugger-xxxxx"
            error={problems.name}
          />
          <TextField
            label="Command"
            isMono
            value={form.command}
            onChange={(command) => change({ command })}
            placeholder="the image’s own"
            description="Words as in a shell, quotes included; no shell expands it."
            error={problems.command}
          />
          <Checkbox isSelected={form.argumentsOnly} onChange={(argumentsOnly) => change({ argumentsOnly })}>
            Keep the image’s entry point and give it these as arguments
          </Checkbox>
          <TextArea
            label="Environment"
            isMono
            rows={3}
            value={form.environment}
            onChange={(environment) => change({ environment })}
            placeholder="NAME=value"
            error={problems.environment}
          />
          <Select
            label="Pull the image"
            value={form.pullPolicy}
            onChange={(pullPolicy) => change({ pullPolicy })}
            options={PULL_POLICIES}
          />
          <Checkbox
            isSelected={form.stdin}
            onChange={(stdin) => change({ stdin, ...(stdin ? {} : { attach: false }) })}
          >
            Keep standard input open
          </Checkbox>
          <Checkbox isSelected={form.tty} onChange={(tty) => change({ tty })}>
            Give it a terminal
          </Checkbox>
        </>
      ) : undefined}
      <Checkbox isSelected={form.attach} onChange={(attach) => change({ attach })} isDisabled={!form.stdin}>
        Open a terminal as soon as it is added
      </Checkbox>
    </div>
  );
}
