"""How a picture came to be, in the words of the IPTC: those that readers must be told (row L20)."""

VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/"
GENERATED = "trainedAlgorithmicMedia"
# A machine made a part of it.
COMPOSITE = "compositeWithTrainedAlgorithmicMedia"
