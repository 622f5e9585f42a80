import type { AvailableSource } from '../../../preload/contract/index.ts';
import { FlameCanvas } from '../flame-graph/flame-canvas.ts';
import { flameSvg } from '../flame-graph/flame-svg.ts';
import type { ColorBy } from '../flame-graph/frame-colors.ts';
import { ROW_PIXELS } from '../flame-graph/paint-frames.ts';
import type { TreeShape } from '../flame-graph/tree-shape.ts';
import type { RecordingSelection } from '../recording-selection.ts';
import { toCollapsed } from '../stack-formats/collapsed.ts';
import { toFirefoxProfile } from '../stack-formats/firefox-profile.ts';
import { gzip, toPprof } from '../stack-formats/pprof.ts';
import { toSpeedscope } from '../stack-formats/speedscope.ts';
import type { StackProfile } from '../stack-formats/stacks.ts';
import type { TabBarProps } from '../tab-bar.tsx';
import type { CallTreeAnswer } from '../use-call-tree.ts';
import { textContent, type FileContent } from '../../bridge/index.ts';

export interface FlameExportOptions {
  readonly page: RecordingSelection;
  readonly source: AvailableSource;
  readonly answer: CallTreeAnswer;
  readonly shape: TreeShape;
  readonly colorBy: ColorBy;
  readonly matches: Uint8Array | undefined;
}

const PICTURE_PIXELS = 1600;
/** What a browser draws on one canvas. */
const HIGHEST_PIXELS = 16_000;

/** The picture as one sees it, and the stacks it is made of for other programs. */
export function flameExports(options: FlameExportOptions): NonNullable<TabBarProps['exports']> {
  const { page, source, answer, shape, colorBy, matches } = options;
  const { startedAt, durationMs } = page.overview.index;
  const name = `flame-graph-${source.of}-${page.overview.index.fileName}`;
  const profile: StackProfile = {
    tree: answer.tree,
    unit: answer.unit,
    name: source.label,
    startedAt: startedAt === undefined ? 0 : Date.parse(startedAt),
    durationMs,
  };
  return [
    {
      id: 'svg',
      title: 'Picture as SVG',
      make: () =>
        textContent(`${name}.svg`, 'image/svg+xml', flameSvg(shape, { colorBy, matches, width: PICTURE_PIXELS })),
    },
    { id: 'png', title: 'Picture as PNG', make: () => pictureOf(`${name}.png`, options) },
    {
      id: 'collapsed',
      title: 'Stacks, collapsed',
      make: () => textContent(`${name}.collapsed`, 'text/plain', toCollapsed(profile)),
    },
    {
      id: 'speedscope',
      title: 'Stacks for speedscope',
      make: () => textContent(`${name}.speedscope.json`, 'application/json', toSpeedscope(profile)),
    },
    {
      id: 'pprof',
      title: 'Stacks for pprof',
      make: async () => ({
        fileName: `${name}.pb.gz`,
        mediaType: 'application/gzip',
        bytes: await gzip(toPprof(profile)),
      }),
    },
    {
      id: 'firefox',
      title: 'Stacks for Firefox Profiler',
      make: () => textContent(`${name}.profile.json`, 'application/json', toFirefoxProfile(profile)),
    },
  ];
}

async function pictureOf(fileName: string, { shape, colorBy, matches }: FlameExportOptions): Promise<FileContent> {
  const canvas = document.createElement('canvas');
  const picture = new FlameCanvas(canvas, shape);
  picture.setColorBy(colorBy);
  picture.setMatches(matches);
  picture.resize(PICTURE_PIXELS, Math.min((shape.deepest + 1) * ROW_PIXELS, HIGHEST_PIXELS));
  picture.dispose();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('The browser made no picture.');
  return { fileName, mediaType: 'image/png', bytes: new Uint8Array(await blob.arrayBuffer()) };
}
