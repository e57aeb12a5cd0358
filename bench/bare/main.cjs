// The floor of every figure: a window with a page, and nothing else.
const { app, BrowserWindow } = require('electron')

if (process.env['BARE_PROCESS']) app.quit()
else
  void app.whenReady().then(() => {
    const window = new BrowserWindow({ width: 1280, height: 860, show: false })
    window.once('ready-to-show', () => window.show())
    void window.loadFile('index.html')
  })
app.on('window-all-closed', () => app.quit())
