// The chart of the official table: a bar per month, completed below and in progress on top. Drawn by ECharts from one
// description, as SVG with its letters as text for the page, and as a picture for a chat. It computes no figure.
import { createCanvas } from '@napi-rs/canvas'
import { BarChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import { type EChartsCoreOption, init, setPlatformAPI, use } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'
import { readableOn } from '../drawing/picture-colours.js'
import { pictureFont } from '../drawing/picture-fonts.js'
import { type Drawn, encodeForLine } from '../drawing/picture-frame.js'

use([BarChart, GridComponent, LegendComponent, TitleComponent, CanvasRenderer, SVGRenderer])

export interface ChartSpec {
  readonly bars: readonly { readonly name: string; readonly completed: number; readonly inProgress: number }[]
  readonly completed: { readonly name: string; readonly colour: string }
  readonly inProgress: { readonly name: string; readonly colour: string }
  /** Above the chart; lines are broken by the caller. */
  readonly title?: string
}

const ink = '#1c2430'

/** One `<svg>` element. Its words are text in Sarabun, as the page has it. */
export function chartSvg(spec: ChartSpec): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 760, height: 360 })
  chart.setOption(optionOf(spec, 'Sarabun', 1))
  const svg = chart.renderToSVGString()
  // Without this its timers keep a process alive.
  chart.dispose()
  return withoutStyles(svg).replace('<svg ', '<svg role="presentation" aria-hidden="true" ')
}

/** No page of ours takes styles from within: what ECharts writes as a style becomes attributes that SVG knows; hover has no use here. */
function withoutStyles(svg: string): string {
  const [start = '', ...afterStyles] = svg.split('<style')
  const bare = start + afterStyles.map((part) => part.split('</style>').slice(1).join('')).join('')
  return bare.replace(/ style="([^"]*)"/g, (_, styles: string) =>
    styles
      .split(';')
      .flatMap((style) => {
        const [name = '', value = ''] = style.split(':')
        return name.trim() && value.trim() ? [` ${name.trim()}="${value.trim()}"`] : []
      })
      .join(''),
  )
}

/** For a chat: 1040 × 780 with its preview. */
export async function chartPicture(spec: ChartSpec): Promise<Drawn> {
  const family = pictureFont('regular', 10)
    .replace(/^.*?px /, '')
    .replaceAll('"', '')
  setPlatformAPI({ createCanvas: () => createCanvas(1, 1) as unknown as HTMLCanvasElement })
  const canvas = createCanvas(1040, 780)
  const chart = init(canvas as unknown as HTMLElement, null, { renderer: 'canvas', width: 1040, height: 780 })
  chart.setOption({ ...optionOf(spec, family, 1.9), backgroundColor: '#ffffff' })
  // Disposing wipes the canvas, so it waits for the picture.
  const drawn = await encodeForLine(canvas)
  chart.dispose()
  return drawn
}

function optionOf(spec: ChartSpec, fontFamily: string, scale: number): EChartsCoreOption {
  const text = { fontFamily, fontSize: 13 * scale, color: ink }
  const top = spec.title === undefined ? 46 * scale : 104 * scale
  const crowded = spec.bars.length > 14
  // Figures wider than their bar would run into each other; the axis and the table have them.
  const largest = Math.max(0, ...spec.bars.flatMap(({ completed, inProgress }) => [completed, inProgress]))
  const series = ({ name, colour }: ChartSpec['completed'], values: readonly number[]) => ({
    type: 'bar',
    stack: 'all',
    name,
    data: values,
    itemStyle: { color: colour },
    barMaxWidth: 56 * scale,
    label: {
      show: !crowded && (largest < 1000 || spec.bars.length <= 7),
      ...text,
      color: readableOn(colour, '#ffffff'),
      fontWeight: 'bold',
      // A nought needs no word in the chart; the table has it.
      formatter: ({ value }: { readonly value: number }) => (value === 0 ? '' : String(value)),
    },
  })
  return {
    animation: false,
    textStyle: text,
    ...(spec.title !== undefined && {
      title: {
        text: spec.title,
        left: 'center',
        top: 12 * scale,
        textStyle: { ...text, fontSize: 15 * scale, fontWeight: 'bold', lineHeight: 24 * scale },
      },
    }),
    // On a page that is narrower than the chart its left side is seen first, and the legend with it.
    legend: {
      ...(spec.title === undefined ? { top: 6 * scale, left: 44 * scale } : { top: 68 * scale }),
      itemGap: 24 * scale,
      textStyle: text,
    },
    grid: { left: 16 * scale, right: 16 * scale, top, bottom: 14 * scale, outerBoundsMode: 'same' },
    xAxis: {
      type: 'category',
      data: spec.bars.map(({ name }) => name),
      axisTick: { show: false },
      axisLabel: {
        ...text,
        // Marks above a Thai letter need room below the axis.
        margin: 12 * scale,
        interval: crowded ? 1 : 0,
        rotate: spec.bars.length > 7 ? 40 : 0,
      },
    },
    yAxis: { type: 'value', minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: '#d5dae1' } } },
    series: [
      series(
        spec.completed,
        spec.bars.map(({ completed }) => completed),
      ),
      series(
        spec.inProgress,
        spec.bars.map(({ inProgress }) => inProgress),
      ),
    ],
  }
}
