/** Pictures of the machine in use, on a field of 160 × 100; each stands beside the sentence that says the same. */
import type { VNode } from 'preact';
import { Card, Code, Keys, Move, Outlet, Reader, Scanner, Screen, Slip, Tick } from './shapes.tsx';

/** 放身份证. */
export const CARD: readonly VNode[] = [
  <>
    <Reader />
    <Card x={50} y={4} />
    <Move d="M80 44v16" head="M74 55l6 7 6-7" />
  </>,
  <>
    <Reader />
    <Card x={50} y={52} />
    <Screen x={40} y={6} width={80} height={36} />
    <path class="how-line" d="M50 18h24M50 28h34" />
    <Tick x={103} y={24} />
  </>,
  <>
    <Reader />
    <Card x={86} y={4} />
    <Move d="M62 66C62 44 66 34 78 26" head="M69 25l10 0-2 10" />
  </>,
];

/** 扫码. */
export const SCAN: readonly VNode[] = [
  <>
    <Scanner />
    <path class="how-paper" d="M16 14h46v72H16z" />
    <Code x={26} y={30} />
    <path class="how-line" d="M26 66h26M26 75h18" />
  </>,
  <>
    <Scanner />
    <rect class="how-paper" x="14" y="12" width="42" height="76" rx="7" />
    <Code x={22} y={34} />
    <Move d="M60 90h38" head="M65 85l-6 5 6 5M93 85l6 5-6 5" />
  </>,
  <>
    <Screen height={84} />
    <path class="how-line" d="M44 24v52" />
    <circle class="how-go" cx="44" cy="24" r="7" />
    <circle class="how-go" cx="44" cy="50" r="7" />
    <circle class="how-key" cx="44" cy="76" r="7" />
    <path class="how-line" d="M60 24h52M60 50h40M60 76h46" />
  </>,
];

/** 打印与取纸. */
export const PRINT: readonly VNode[] = [
  <>
    <Outlet />
    <Slip y={35} length={48} />
    <Move d="M126 56v28" head="M120 78l6 7 6-7" />
  </>,
  <>
    <Outlet />
    <Slip y={50} length={44} />
    <Tick x={126} y={70} />
  </>,
  <>
    <Screen height={84} />
    <path class="how-paper" d="M46 16h36v56H46z" />
    <path class="how-line" d="M52 28h24M52 38h18M52 48h22" />
    <Move d="M116 34a15 15 0 1 0 2 18" head="M117 24v11h-11" />
  </>,
];

/** 填写与打字. */
export const WRITE: readonly VNode[] = [
  <>
    <rect class="how-paper" x="22" y="8" width="116" height="20" rx="4" />
    <path class="how-line" d="M32 18h18" />
    <Keys lit={7} />
  </>,
  <>
    <rect class="how-paper" x="22" y="8" width="116" height="20" rx="4" />
    <rect class="how-go" x="28" y="12" width="22" height="12" rx="3" />
    <path class="how-line" d="M60 18h12M82 18h12M104 18h12" />
    <Keys lit={-1} />
  </>,
  <>
    <rect class="how-paper" x="22" y="8" width="116" height="20" rx="4" />
    <path class="how-line" d="M32 18h40" />
    <Keys lit={4} />
    <path class="how-on-go" d="M122 42l10 6M132 42l-10 6" />
  </>,
];

/** 大字、高对比、低位. */
export const LOOK: readonly VNode[] = [
  <>
    <Screen x={8} y={20} width={54} height={60} />
    <path class="how-line" d="M18 36h30M18 47h34M18 58h26" />
    <Move d="M66 50h18" head="M79 44l7 6-7 6" />
    <Screen x={92} y={8} width={60} height={84} />
    <path class="how-thick" d="M104 28h32M104 50h36M104 72h26" />
  </>,
  <>
    <Screen x={8} y={14} width={62} height={72} />
    <path class="how-faint" d="M20 32h36M20 48h38M20 64h28" />
    <rect class="how-ink" x="90" y="14" width="62" height="72" rx="5" />
    <path class="how-reversed" d="M102 32h36M102 48h38M102 64h28" />
  </>,
  <>
    <Screen x={50} y={4} width={60} height={92} />
    <path class="how-faint" d="M62 18h36M62 30h28" />
    <rect class="how-go" x="60" y="60" width="18" height="12" rx="3" />
    <rect class="how-go" x="82" y="60" width="18" height="12" rx="3" />
    <rect class="how-go" x="60" y="77" width="40" height="12" rx="3" />
    <Move d="M130 28v46" head="M123 67l7 8 7-8" />
  </>,
];

/** 怎么退出. */
export const LEAVE: readonly VNode[] = [
  <>
    <Screen height={84} />
    <path class="how-faint" d="M44 24h56M44 38h44" />
    <rect class="how-go" x="84" y="64" width="36" height="18" rx="4" />
    <path class="how-on-go" d="M94 73h14M103 68l6 5-6 5" />
  </>,
  <>
    <Screen height={84} />
    <path class="how-lit" d="M80 22l26 9v18c0 16-12 25-26 30-14-5-26-14-26-30V31z" />
    <path class="how-move" d="M69 50l8 8 15-17" />
  </>,
  <>
    <Card x={10} y={32} />
    <path class="how-paper" d="M92 14h48v70l-8-5-8 5-8-5-8 5-8-5-8 5z" />
    <path class="how-line" d="M100 28h32M100 40h24M100 52h30" />
  </>,
];

/** 用手机办. */
export const PHONE: readonly VNode[] = [
  <>
    <rect class="how-paper" x="54" y="4" width="52" height="92" rx="8" />
    <rect class="how-go" x="62" y="18" width="36" height="16" rx="3" />
    <rect class="how-lit" x="62" y="40" width="15" height="15" rx="3" />
    <rect class="how-lit" x="83" y="40" width="15" height="15" rx="3" />
    <rect class="how-lit" x="62" y="61" width="15" height="15" rx="3" />
    <rect class="how-lit" x="83" y="61" width="15" height="15" rx="3" />
  </>,
  <>
    <path class="how-body" d="M8 70h144v20H8z" />
    <circle class="how-paper" cx="56" cy="28" r="14" />
    <path class="how-paper" d="M30 70c0-18 12-26 26-26s26 8 26 26z" />
    <path class="how-lit" d="M94 10h52v28h-30l-12 12V38H94z" />
    <path class="how-line" d="M104 20h32M104 29h20" />
  </>,
];
