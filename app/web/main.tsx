import '#design/styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { DesignProvider, Toasts } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { BrowserFeatures } from '#platform/client/slots.tsx'

import { features } from './features.ts'
import { InnerLink } from './inner-link.tsx'
import { router } from './router.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <BrowserFeatures value={features}>
        <DesignProvider link={InnerLink}>
          <RouterProvider router={router} />
          <Toasts />
        </DesignProvider>
      </BrowserFeatures>
    </QueryClientProvider>
  </StrictMode>,
)

if (import.meta.env.PROD && 'serviceWorker' in navigator)
  addEventListener('load', () => void navigator.serviceWorker.register('/service-worker.js'))
