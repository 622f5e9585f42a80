import { useState, type ReactElement, type ReactNode } from 'react';

import { DebugProfile } from '../../preload/contract/index.ts';
import {
  Button,
  Checkbox,
  ChevronDown,
  ChevronRight,
  ComboBox,
  NumberField,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '../ui/index.ts';
import { CustomFiles } from './recipes/custom-files.tsx';
import { PROFILES } from './profiles.ts';
import { withImage, type Problems, type WishForm } from './wish-form.ts';

export interface WishFieldsProps<Form extends WishForm> {
  readonly form: Form;
  readonly onChange: (form: Form) => void;
  readonly problems: Problems;
  readonly images: readonly string[];
  /** Between image and profile: what only this kind of debugging has. */
  readonly children?: ReactNode;
  /** Among the rest, at its end. */
  readonly more?: ReactNode;
  readonly imageLabel?: string;
  /** The target's environment and mounts can be had. */
  readonly hasTarget?: boolean;
  /** The container can be given a name: not in a recipe. */
  readonly hasName?: boolean;
}

const PULL_POLICIES = [
  { id: 'default', title: 'The cluster’s default' },
  { id: 'Always', title: 'Always' },
  { id: 'IfNotPresent', title: 'If not present' },
  { id: 'Never', title: 'Never' },
] as const satisfies readonly { readonly id: WishForm['pullPolicy']; readonly title: string }[];

/** Image and profile first; the rest opens. */
export function WishFields<Form extends WishForm>(props: WishFieldsProps<Form>): ReactElement {
  const { form, onChange, problems, images, imageLabel = 'Image', hasName = true } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="debug-form">
      <ComboBox
        label={imageLabel}
        isMono
        value={form.image}
        onChange={(image) => onChange(withImage(form, image))}
        options={images.map((image) => ({ id: image, title: image }))}
        error={problems['image']}
        description="Brings the tools; busybox has a shell, ps and wget, a JDK has jcmd."
      />
      {props.children}
      <RadioGroup
        label="Profile"
        value={form.profile}
        onChange={(profile) => onChange({ ...form, profile: DebugProfile.parse(profile) })}
        options={PROFILES.map(({ id, gives, needs }) => ({
          id,
          title: id,
          description: form.profile === id ? `${gives} ${needs}` : gives,
        }))}
      />
      <LifeFields {...props} />
      <div>
        <Button
          variant="quiet"
          size="small"
          icon={isOpen ? ChevronDown : ChevronRight}
          onPress={() => setOpen(!isOpen)}
          isPressed={isOpen}
        >
          {hasName ? 'Name, command, environment…' : 'Command, environment…'}
        </Button>
      </div>
      {isOpen ? <MoreFields {...props} /> : undefined}
    </div>
  );
}

function LifeFields<Form extends WishForm>({ form, onChange, problems }: WishFieldsProps<Form>): ReactElement {
  const waits = form.life === 'keepAlive';
  return (
    <>
      <Checkbox
        isSelected={!waits}
        onChange={(asKubectl) => onChange({ ...form, life: asKubectl ? 'kubectl' : 'keepAlive' })}
        description={
          waits
            ? 'Now: it only waits, shells enter it by exec, and nothing typed lands in its log.'
            : 'The shell is the container’s own process: everything typed and shown in it lands in the pod’s log, and it ends with the shell.'
        }
      >
        As kubectl does it
      </Checkbox>
      {waits ? (
        <NumberField
          label="Ends by itself after"
          unit="h"
          minimum={0.1}
          maximum={168}
          value={form.limitHours}
          onChange={(limitHours) => onChange({ ...form, limitHours })}
          error={problems['limitHours']}
          description="Kept inside the container: also when this machine is gone."
        />
      ) : undefined}
    </>
  );
}

function MoreFields<Form extends WishForm>(props: WishFieldsProps<Form>): ReactElement {
  const { form, onChange, problems, hasTarget = true, hasName = true } = props;
  const change = (part: Partial<WishForm>): void => onChange({ ...form, ...part });
  const waits = form.life === 'keepAlive';
  return (
    <>
      {hasName ? (
        <TextField
          label="Name"
          isMono
          value={form.name}
          onChange={(name) => change({ name })}
          placeholder="debugger-xxxxx"
          error={problems['name']}
        />
      ) : undefined}
      <TextField
        label="Command"
        isMono
        value={form.command}
        onChange={(command) => change({ command })}
        placeholder={waits ? 'sh' : 'the image’s own'}
        description={
          waits ? 'Of the shell that enters it.' : 'Words as in a shell, quotes included; no shell expands it.'
        }
        error={problems['command']}
      />
      {waits ? undefined : (
        <>
          <Checkbox isSelected={form.argumentsOnly} onChange={(argumentsOnly) => change({ argumentsOnly })}>
            Keep the image’s entry point and give it these as arguments
          </Checkbox>
          <Checkbox
            isSelected={form.stdin}
            onChange={(stdin) => change({ stdin, ...(stdin ? {} : { tty: false, attach: false }) })}
          >
            Keep standard input open
          </Checkbox>
          <Checkbox isSelected={form.tty} isDisabled={!form.stdin} onChange={(tty) => change({ tty })}>
            Give it a terminal
          </Checkbox>
        </>
      )}
      <TextArea
        label="Environment"
        isMono
        rows={3}
        value={form.environment}
        onChange={(environment) => change({ environment })}
        placeholder="NAME=value"
        error={problems['environment']}
      />
      <div className="debug-pair">
        <NumberField
          label="User"
          minimum={0}
          value={form.runAsUser}
          onChange={(runAsUser) => change({ runAsUser })}
          error={problems['runAsUser']}
          description="runAsUser; empty: the image’s"
        />
        <NumberField
          label="Group"
          minimum={0}
          value={form.runAsGroup}
          onChange={(runAsGroup) => change({ runAsGroup })}
          error={problems['runAsGroup']}
          description="runAsGroup"
        />
      </div>
      {hasTarget ? (
        <>
          <Checkbox
            isSelected={form.targetEnvironment}
            onChange={(targetEnvironment) => change({ targetEnvironment })}
            description="By reference: no secret is copied."
          >
            The target’s environment
          </Checkbox>
          <Checkbox
            isSelected={form.targetMounts}
            onChange={(targetMounts) => change({ targetMounts })}
            description="Sub-paths cannot be mounted; the plan names them."
          >
            The target’s volume mounts
          </Checkbox>
        </>
      ) : undefined}
      <Select
        label="Pull the image"
        value={form.pullPolicy}
        onChange={(pullPolicy) => change({ pullPolicy })}
        options={PULL_POLICIES}
      />
      <TextArea
        label="Custom container"
        isMono
        rows={4}
        value={form.custom}
        onChange={(custom) => change({ custom })}
        placeholder={'securityContext:\n  runAsUser: 0'}
        description="JSON or YAML, as kubectl’s --custom file: merged last."
        error={problems['custom']}
      />
      <CustomFiles form={form} onImport={(custom) => change({ custom })} />
      {props.more}
    </>
  );
}
