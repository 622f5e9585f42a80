import { MONO_FONT, TEXT_FONT, type Drawing, type Shape } from './drawing.ts';

/** Sharp on any screen, and small enough for a report. */
const SCALE = 2;

/** The picture as a PNG. */
export async function drawingToPng(drawing: Drawing): Promise<Blob> {
  const canvas = new OffscreenCanvas(drawing.width * SCALE, drawing.height * SCALE);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas to draw on');
  context.scale(SCALE, SCALE);
  context.fillStyle = drawing.ground;
  context.fillRect(0, 0, drawing.width, drawing.height);
  for (const shape of drawing.shapes) paint(context, shape);
  return canvas.convertToBlob({ type: 'image/png' });
}

function paint(context: OffscreenCanvasRenderingContext2D, shape: Shape): void {
  context.setLineDash(shape.type === 'text' ? [] : [...(shape.dash ?? [])]);
  switch (shape.type) {
    case 'rect':
      context.beginPath();
      context.roundRect(shape.x, shape.y, shape.width, shape.height, shape.radius ?? 0);
      if (shape.fill !== undefined) {
        context.fillStyle = shape.fill;
        context.fill();
      }
      if (shape.stroke !== undefined) {
        context.strokeStyle = shape.stroke;
        context.lineWidth = shape.lineWidth ?? 1;
        context.stroke();
      }
      return;
    case 'line':
      context.beginPath();
      shape.points.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      context.strokeStyle = shape.stroke;
      context.lineWidth = shape.lineWidth;
      context.stroke();
      return;
    case 'text':
      context.font = `${shape.weight ?? 400} ${shape.size}px ${shape.isMono === true ? MONO_FONT : TEXT_FONT}`;
      context.textAlign = shape.anchor === 'middle' ? 'center' : (shape.anchor ?? 'start');
      context.fillStyle = shape.fill;
      context.fillText(shape.text, shape.x, shape.y);
  }
}
