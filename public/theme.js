// Until somebody chooses, light or dark is as the system has it. Chainlit's own default is dark for everybody.
// Runs before Chainlit does, which reads its choice from the same place.
localStorage.setItem('vite-ui-theme', localStorage.getItem('vite-ui-theme') ?? 'system')
