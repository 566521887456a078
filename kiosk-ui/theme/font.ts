/** The Chinese letters that ship with the page; loaded after the first paint, which shows the machine's own letters meanwhile. */
import '@fontsource-variable/noto-sans-sc/index.css';
