# syntax=docker/dockerfile:1
FROM node:24-slim AS install
WORKDIR /app
COPY package.json package-lock.json ./
# Scripts are off: the only one that is needed, in a clone, brings Node 24 to it.
RUN npm install --omit=dev --ignore-scripts --no-audit --no-fund
# Of what runs the models, only this platform's build and the one file for any: 370 MB less.
RUN cd node_modules \
 && find onnxruntime-node/bin -type f ! -path "*/$(node -p 'process.platform + "/" + process.arch')/*" -delete \
 && find onnxruntime-web/dist -type f ! -name ort.node.min.mjs \
    ! -name ort-wasm-simd-threaded.mjs ! -name ort-wasm-simd-threaded.wasm -delete \
 && find . -path './onnxruntime-*' -name '*.map' -delete

FROM node:24-slim
ENV NODE_ENV=production SEEDS_DIR=/app/seeds DATA_DIR=/data
WORKDIR /app
COPY --from=install /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY index ./index
COPY src ./src
COPY adapters ./adapters
COPY seeds ./seeds
# The data folder is the only place that is written to: run with --read-only and a volume here.
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["node", "src/bin.js", "health"]
ENTRYPOINT ["node", "src/bin.js"]
CMD ["serve"]
