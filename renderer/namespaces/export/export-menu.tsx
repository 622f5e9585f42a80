import type { ReactElement } from 'react';

import { Copy, Download, IconButton, Image, Menu, showDone } from '../../ui/index.ts';
import { drawingToSvg, type Drawing } from './drawing.ts';
import { drawingToPng } from './paint-drawing.ts';
import { saveFile } from './save-file.ts';
import { themeColors, type ThemeColors } from './theme-colors.ts';

export interface ExportMenuProps {
  readonly title: string;
  /** Of the file, without its ending. */
  readonly name: string;
  readonly markdown: () => string;
  readonly drawing: () => (colors: ThemeColors) => Drawing;
}

/** What is on the screen, for an incident report. */
export function ExportMenu({ title, name, markdown, drawing }: ExportMenuProps): ReactElement {
  const draw = (): Drawing => drawing()(themeColors());
  return (
    <Menu
      label={title}
      trigger={<IconButton icon={Download} label={title} size="small" />}
      placement="bottom end"
      entries={[
        {
          id: 'markdown',
          title: 'Copy as Markdown',
          icon: Copy,
          onSelect: () => {
            void navigator.clipboard.writeText(markdown()).then(() => showDone({ title: 'Copied as Markdown' }));
          },
        },
        'separator',
        {
          id: 'svg',
          title: 'Save as SVG',
          icon: Image,
          onSelect: () => saveFile(new Blob([drawingToSvg(draw())], { type: 'image/svg+xml' }), `${name}.svg`),
        },
        {
          id: 'png',
          title: 'Save as PNG',
          icon: Image,
          onSelect: () => void drawingToPng(draw()).then((png) => saveFile(png, `${name}.png`)),
        },
        {
          id: 'file',
          title: 'Save as Markdown',
          icon: Download,
          onSelect: () => saveFile(new Blob([markdown()], { type: 'text/markdown' }), `${name}.md`),
        },
      ]}
    />
  );
}
