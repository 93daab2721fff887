// SPDX-License-Identifier: GPL-3.0-or-later
// asterccdb convert-config: astercrm.conf.php and astercc.conf of an original asterCC become files of ours.
#pragma once

namespace asterccdb {

class Options;

// Throws std::runtime_error when a file of ours is there already, or what was taken over is no configuration.
void convert_config(const Options& options);

}  // namespace asterccdb
