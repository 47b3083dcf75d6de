"""How the reader is trained: public question sets → examples → weights → an ONNX file. Nothing outside imports it."""
