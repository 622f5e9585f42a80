import type { ReactElement } from 'react';

import type { PodDetail } from '../../preload/contract/index.ts';
import { Checkbox, SegmentedControl, Select } from '../ui/index.ts';
import type { Scenario, Wish } from './what-if.ts';

const SCENARIO_OPTIONS = [
  { id: 'now', title: 'Now', description: 'As the kernel says it is' },
  { id: 'target', title: 'If targeted', description: 'With one more debug container that has a target' },
  { id: 'share', title: 'If processes were shared', description: 'With shareProcessNamespace' },
  { id: 'copy', title: 'In a copy', description: 'In a copy of the pod, as kubectl debug --copy-to makes it' },
  { id: 'hostNetwork', title: 'On the node’s network', description: 'With hostNetwork' },
] as const satisfies readonly { readonly id: Scenario; readonly title: string; readonly description: string }[];

export interface WhatIf {
  readonly scenario: Scenario;
  readonly target: string;
  readonly sharesProcesses: boolean;
}

export function wishOf({ scenario, target, sharesProcesses }: WhatIf): Wish | undefined {
  switch (scenario) {
    case 'now':
      return undefined;
    case 'target':
      return { scenario, target };
    case 'copy':
      return { scenario, sharesProcesses };
    case 'share':
    case 'hostNetwork':
      return { scenario };
  }
}

export interface WhatIfBarProps {
  readonly detail: PodDetail;
  readonly value: WhatIf;
  readonly onChange: (value: WhatIf) => void;
}

/** Which map to draw: the one that is, or one that would be. */
export function WhatIfBar({ detail, value, onChange }: WhatIfBarProps): ReactElement {
  const options = SCENARIO_OPTIONS.map((option) => {
    const isSo =
      (option.id === 'share' && detail.shareProcessNamespace) || (option.id === 'hostNetwork' && detail.hostNetwork);
    return isSo ? { ...option, disabledReason: 'It is so now.' } : option;
  });
  const targets = detail.containers.filter(({ kind, state }) => kind !== 'ephemeral' && state.state === 'running');
  return (
    <div className="what-if">
      <SegmentedControl
        label="Which map"
        options={options}
        value={value.scenario}
        onChange={(scenario) => onChange({ ...value, scenario })}
      />
      {value.scenario === 'target' && targets.length > 1 ? (
        <Select
          label="Target"
          isLabelHidden
          options={targets.map(({ name }) => ({ id: name, title: name }))}
          value={value.target}
          onChange={(target) => onChange({ ...value, target })}
        />
      ) : undefined}
      {value.scenario === 'copy' ? (
        <Checkbox
          isSelected={value.sharesProcesses}
          onChange={(sharesProcesses) => onChange({ ...value, sharesProcesses })}
        >
          share processes
        </Checkbox>
      ) : undefined}
    </div>
  );
}
