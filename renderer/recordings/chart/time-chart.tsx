import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';

import { onThemeChange } from '../../ui/index.ts';
import { moveEdge, orNothing, type ChartRange, type ChartSeries } from './chart-data.ts';
import { makePlot, type ChartPoint, type Plot } from './plot.ts';
import './time-chart.css';

export interface TimeChartProps {
  readonly label: string;
  readonly series: readonly ChartSeries[];
  readonly span: ChartRange;
  readonly selection: ChartRange | undefined;
  readonly onSelect: (range: ChartRange | undefined) => void;
  readonly formatTime: (at: number) => string;
  readonly height: number;
  readonly hasAxes?: boolean;
  /** Sliders for the keyboard. Without them where another chart has them for the same selection. */
  readonly hasEdges?: boolean;
}

const STEP = 0.01;
const LARGE_STEP = 0.1;
const EDGES = ['from', 'to'] as const;

/** Lines over time. A drag selects, its edges are sliders for the keyboard, Escape takes the selection back. */
export function TimeChart(props: TimeChartProps): ReactElement {
  const { series, span, selection, onSelect, formatTime, height, hasAxes = false, hasEdges = true } = props;
  const holder = useRef<HTMLDivElement>(null);
  const [area, setArea] = useState<Plot['area']>();
  const [point, setPoint] = useState<ChartPoint>();
  const handlers = useRef({ onSelect, formatTime });
  useEffect(() => {
    handlers.current = { onSelect, formatTime };
  });

  useEffect(() => {
    const element = holder.current;
    if (element === null) return undefined;
    const make = (): Plot =>
      makePlot(element, {
        series,
        span,
        width: Math.max(element.clientWidth, 1),
        height,
        hasAxes,
        formatTime: (at) => handlers.current.formatTime(at),
        onSelect: (range) => handlers.current.onSelect(orNothing(range, span)),
        onPoint: setPoint,
      });
    let plot = make();
    setArea(plot.area);
    const observer = new ResizeObserver(() => {
      plot.resize(Math.max(element.clientWidth, 1), height);
      setArea(plot.area);
    });
    observer.observe(element);
    const endTheme = onThemeChange(window, () => {
      plot.dispose();
      plot = make();
    });
    return () => {
      observer.disconnect();
      endTheme();
      plot.dispose();
    };
  }, [series, span, height, hasAxes]);

  const range = selection ?? span;
  const onEdgeKey = (edge: 'from' | 'to', event: KeyboardEvent): void => {
    const large = event.shiftKey || event.key.startsWith('Page') ? LARGE_STEP : STEP;
    const part = {
      ArrowLeft: -large,
      ArrowDown: -large,
      PageDown: -large,
      ArrowRight: large,
      ArrowUp: large,
      PageUp: large,
    }[event.key];
    if (part !== undefined) onSelect(orNothing(moveEdge(range, edge, part, span), span));
    else if (event.key === 'Escape' && selection !== undefined) onSelect(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const placeOf = (at: number): number =>
    area === undefined ? 0 : area.left + ((at - span.from) / Math.max(span.to - span.from, 1e-9)) * area.width;

  return (
    <div className="time-chart" role="group" aria-label={props.label} style={{ height }}>
      <div ref={holder} className="time-chart-plot" aria-hidden />
      {area === undefined || selection === undefined ? undefined : (
        <div
          className="time-chart-selection"
          aria-hidden
          style={{
            left: placeOf(selection.from),
            width: Math.max(placeOf(selection.to) - placeOf(selection.from), 1),
            top: area.top,
            height: area.height,
          }}
        />
      )}
      {(hasEdges ? EDGES : []).map((edge) => (
        <div
          key={edge}
          className="time-chart-edge"
          role="slider"
          tabIndex={0}
          aria-label={
            edge === 'from' ? `${props.label}: start of the selection` : `${props.label}: end of the selection`
          }
          aria-valuemin={span.from}
          aria-valuemax={span.to}
          aria-valuenow={range[edge]}
          aria-valuetext={formatTime(range[edge])}
          style={{ left: placeOf(range[edge]), top: area?.top ?? 0, height: area?.height ?? height }}
          onKeyDown={(event) => onEdgeKey(edge, event)}
        />
      ))}
      {point === undefined || area === undefined ? undefined : (
        <div
          className="time-chart-point"
          aria-hidden
          style={
            placeOf(point.at) > area.left + area.width / 2
              ? { right: area.left + area.width - placeOf(point.at) + 8 }
              : { left: placeOf(point.at) + 8 }
          }
        >
          <b>{formatTime(point.at)}</b>
          {series.map(({ id, label, color, format }, index) => {
            const value = point.values[index];
            return value === undefined ? undefined : (
              <span key={id}>
                <i style={{ background: `var(${color})` }} /> {label} {format(value)}
              </span>
            );
          })}
        </div>
      )}
    </div>
  );
}
