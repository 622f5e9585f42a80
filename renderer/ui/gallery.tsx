import type { ReactElement } from 'react';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

import { GalleryCard } from './gallery-card.tsx';
import { GalleryCollections } from './gallery-collections.tsx';
import { GalleryForms } from './gallery-forms.tsx';
import { GalleryMessages } from './gallery-messages.tsx';
import type { MenuEntry } from './index.ts';
import {
  Badge,
  Boxes,
  Breadcrumbs,
  Bug,
  Button,
  ConfirmDialog,
  ContextChip,
  contextColor,
  ContextMenu,
  Dialog,
  Download,
  Ellipsis,
  FolderOpen,
  IconButton,
  Kbd,
  Menu,
  MiddleTruncate,
  Popover,
  SegmentedControl,
  showDone,
  StateDot,
  Tabs,
  Toaster,
  Trash2,
} from './index.ts';
import './gallery.css';

type Theme = 'system' | 'light' | 'dark';
const themes = ['system', 'light', 'dark'] as const;

const entries: readonly MenuEntry[] = [
  { id: 'files', title: 'Open files', icon: FolderOpen, shortcut: 'Ctrl O', onSelect: () => undefined },
  { id: 'debug', title: 'Debug…', icon: Bug, shortcut: 'Ctrl Shift D', onSelect: () => undefined },
  {
    id: 'shell',
    title: 'Shell',
    disabledReason: 'This image has no shell. Debug it instead.',
    onSelect: () => undefined,
  },
  'separator',
  { id: 'delete', title: 'Delete pod', icon: Trash2, isDangerous: true, onSelect: () => undefined },
];

function Buttons(): ReactElement {
  return (
    <GalleryCard title="Button, Menu, Popover">
      <div className="gallery-row">
        <Button variant="primary">Debug…</Button>
        <Button disabledReason="This image has no shell.">Shell</Button>
        <Button>Copy pod…</Button>
        <Button variant="danger">Delete</Button>
        <Button variant="quiet">Quiet</Button>
      </div>
      <div className="gallery-row">
        <Button isBusy>Starting</Button>
        <Button size="small" icon={Download}>
          Download
        </Button>
        <IconButton icon={Download} label="Download" />
        <IconButton icon={Trash2} label="Delete" variant="default" disabledReason="Nothing is selected." />
        <Menu label="Pod" trigger={<IconButton icon={Ellipsis} label="More" />} entries={entries} />
        <Popover title="net is shared by all three" trigger={<Button size="small">Explain</Button>}>
          <p>One network: the same addresses, ports and loopback.</p>
        </Popover>
        <Kbd keys="Ctrl K" />
      </div>
      <ContextMenu label="Pod" entries={entries}>
        <div className="gallery-row">Right click here</div>
      </ContextMenu>
    </GalleryCard>
  );
}

function Marks(): ReactElement {
  return (
    <GalleryCard title="State, Badge, Context, names">
      <div className="gallery-row">
        <StateDot state="good" label="Running" /> Running
        <StateDot state="waiting" label="Pending" /> Pending
        <StateDot state="bad" label="Failed" /> Failed
        <StateDot state="unknown" label="Unknown" /> Unknown
      </div>
      <div className="gallery-row">
        <Badge>Deployment</Badge>
        <Badge state="good">live</Badge>
        <Badge state="waiting">reconnecting 3 s</Badge>
        <Badge state="bad">CrashLoopBackOff</Badge>
        <Badge state="unknown">ended</Badge>
      </div>
      <div className="gallery-row">
        {Array.from({ length: 10 }, (_, index) => (
          <span key={index} className="gallery-swatch" data-context-color={index}>
            L{index}
          </span>
        ))}
      </div>
      <Breadcrumbs
        label="Place"
        items={[
          {
            id: 'context',
            title: 'kube-lab-1',
            content: <ContextChip name="kube-lab-1" color={contextColor('kube-lab-1')} isFramed isProtected />,
            onPress: () => undefined,
          },
          { id: 'kubeNamespace', title: 'default', onPress: () => undefined },
          { id: 'pod', title: 'http-server-b8f56c44c-vh8tr' },
        ]}
      />
      <MiddleTruncate text="registry.example.org/some/very/long/path/of/a/team/http-server-distroless:1.27.3-20261123" />
    </GalleryCard>
  );
}

function Overlays(): ReactElement {
  const [open, setOpen] = useState<'dialog' | 'confirm'>();
  const close = (): void => setOpen(undefined);
  return (
    <GalleryCard title="Dialog, ConfirmDialog, Toast">
      <div className="gallery-row">
        <Button onPress={() => setOpen('dialog')}>Open dialog</Button>
        <Button onPress={() => setOpen('confirm')}>Open confirm</Button>
        <Button onPress={() => showDone({ title: 'record.jfr saved', detail: 'sha256 equal at both ends · 241 KiB' })}>
          Toast
        </Button>
      </div>
      <Dialog
        isOpen={open === 'dialog'}
        onClose={close}
        title="Debug http-server-b8f56c44c-vh8tr"
        subtitle="Adds an ephemeral container. It stays in the pod's list until the pod is deleted."
        contextColor={0}
        footer={
          <>
            <Button onPress={close}>Cancel</Button>
            <Button variant="primary" onPress={close}>
              Add debug container
            </Button>
          </>
        }
      >
        <p>What will change.</p>
      </Dialog>
      <ConfirmDialog
        isOpen={open === 'confirm'}
        onClose={close}
        onConfirm={close}
        title="Delete debug-pod?"
        confirmLabel="Delete pod"
        isDangerous
        contextColor={2}
        typedConfirmation="production"
      >
        The copy and its debug container end at once.
      </ConfirmDialog>
    </GalleryCard>
  );
}

function Gallery(): ReactElement {
  const [theme, setTheme] = useState<Theme>('system');
  const [tab, setTab] = useState<'overview' | 'processes' | 'events'>('overview');
  const choose = (next: Theme): void => {
    setTheme(next);
    document.documentElement.dataset['theme'] = next;
  };
  return (
    <main className="gallery">
      <div className="gallery-bar">
        <h1>Components</h1>
        <SegmentedControl
          label="Theme"
          value={theme}
          onChange={choose}
          options={themes.map((id) => ({ id, title: id }))}
        />
      </div>
      <div className="gallery-columns">
        <Buttons />
        <Marks />
        <GalleryForms />
        <GalleryCard title="Tabs">
          <Tabs
            label="Pod"
            fills={false}
            selected={tab}
            onSelect={setTab}
            items={[
              { id: 'overview', title: 'Overview', icon: Boxes, content: <p className="gallery-pane">Containers</p> },
              { id: 'processes', title: 'Processes', count: 4, content: <p className="gallery-pane">A tree</p> },
              { id: 'events', title: 'Events', count: 11, content: <p className="gallery-pane">A table</p> },
            ]}
          />
        </GalleryCard>
        <Overlays />
        <GalleryMessages />
        <GalleryCollections />
      </div>
      <Toaster />
    </main>
  );
}

const root = document.querySelector('#root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Gallery />
    </StrictMode>,
  );
}
