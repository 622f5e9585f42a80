import type { ReactElement } from 'react';
import { useState } from 'react';

import { GalleryCard } from './gallery-card.tsx';
import {
  Checkbox,
  ComboBox,
  Kbd,
  NumberField,
  RadioGroup,
  Search,
  SegmentedControl,
  Select,
  Switch,
  TextArea,
  TextField,
} from './index.ts';

const profiles = [
  { id: 'general', title: 'general', description: 'Reaches files, processes and network' },
  { id: 'netadmin', title: 'netadmin', description: 'Also changes the network' },
  { id: 'sysadmin', title: 'sysadmin', disabledReason: 'Pod Security “baseline” forbids privileged containers.' },
] as const;
type Profile = (typeof profiles)[number]['id'];

export function GalleryForms(): ReactElement {
  const [filter, setFilter] = useState('');
  const [image, setImage] = useState('busybox:latest');
  const [user, setUser] = useState<number | undefined>(999);
  const [profile, setProfile] = useState<Profile>('general');
  const [when, setWhen] = useState<'now' | 'targeted' | 'copy'>('now');
  const [shared, setShared] = useState(true);
  const [command, setCommand] = useState('sh -c "ps auxf"');
  return (
    <GalleryCard title="Fields">
      <TextField
        label="Filter"
        isLabelHidden
        icon={Search}
        placeholder="Filter by name, image, label…"
        value={filter}
        onChange={setFilter}
        onEscape={() => setFilter('')}
        suffix={<Kbd keys="/" />}
      />
      <SegmentedControl
        label="When"
        value={when}
        onChange={setWhen}
        options={[
          { id: 'now', title: 'Now' },
          { id: 'targeted', title: 'If targeted' },
          { id: 'copy', title: 'In a copy', disabledReason: 'You may not create pods here.' },
        ]}
      />
      <ComboBox
        label="Image"
        isMono
        value={image}
        onChange={setImage}
        options={['busybox:latest', 'nicolaka/netshoot', 'eclipse-temurin:17-jdk'].map((id) => ({ id, title: id }))}
      />
      <Select label="Profile" options={profiles} value={profile} onChange={setProfile} />
      <NumberField label="User" value={user} onChange={setUser} minimum={0} description="As in the target: 999" />
      <TextField label="Name" value="Debugger_1" onChange={() => undefined} error="Only a–z, 0–9 and -." />
      <TextArea label="Command" isMono rows={2} value={command} onChange={setCommand} />
      <Checkbox isSelected={shared} onChange={setShared} description="Sees the processes of every container">
        Share processes
      </Checkbox>
      <Switch isSelected={shared} onChange={setShared}>
        Protect this context
      </Switch>
      <RadioGroup label="Profile" options={profiles} value={profile} onChange={setProfile} />
    </GalleryCard>
  );
}
